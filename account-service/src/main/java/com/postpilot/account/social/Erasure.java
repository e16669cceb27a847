package com.postpilot.account.social;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.outbox.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets a person at the person's request. Rows of accounts stay, nameless, for the posts that
 * went out by them.
 */
@Service
public class Erasure {
  private final Consenting consenting;
  private final Outbox outbox;
  private final JdbcClient jdbc;
  private final Clock clock;

  Erasure(Consenting consenting, Outbox outbox, JdbcClient jdbc, Clock clock) {
    this.consenting = consenting;
    this.outbox = outbox;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Erases what the workspace has of a person; what was connected later stays.
   *
   * @return how many accounts were erased
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int erase(UUID workspaceId, Leaver leaver) {
    consenting.eraseConnections(workspaceId, leaver);
    consenting.forgetRevocations(workspaceId, leaver);
    var accounts = consenting.lock(workspaceId, leaver);
    for (var account : accounts) {
      erase(workspaceId, account.id());
      outbox.append(
          new AccountEvent.AccountErased(
              Ids.next(),
              workspaceId,
              account.id(),
              leaver.platform(),
              account.generation(),
              clock.instant()));
    }
    return accounts.size();
  }

  private void erase(UUID workspaceId, UUID id) {
    jdbc.sql("delete from token where workspace_id = ? and account_id = ?")
        .params(workspaceId, id)
        .update();
    jdbc.sql("delete from revocation where workspace_id = ? and account_id = ?")
        .params(workspaceId, id)
        .update();
    // Remembered answers tell of the account for a day.
    jdbc.sql(
            """
            delete from idempotency_key
            where workspace_id = ? and route like '/api/v1/accounts/%' and position(? in response) > 0
            """)
        .params(workspaceId, id.toString())
        .update();
    jdbc.sql(
            """
            update account
            set external_id = 'erased-' || id, handle = 'erased', name = null, avatar_url = null,
              owner_id = null, scopes = '', status = 'DISCONNECTED', health = 'NEEDS_REAUTH',
              health_reason = null, token_expires_at = null, expiring_at = null,
              version = version + 1
            where workspace_id = ? and id = ?
            """)
        .params(workspaceId, id)
        .update();
  }
}
