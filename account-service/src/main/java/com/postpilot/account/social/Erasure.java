package com.postpilot.account.social;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.tenant.Tenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets a person at the person's request. Rows of accounts stay, nameless, for the posts that
 * went out by them; one transaction erases everything else.
 */
@Service
public class Erasure {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Consenting consenting;
  private final Outbox outbox;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Erasure(
      Consenting consenting,
      Outbox outbox,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.consenting = consenting;
    this.outbox = outbox;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * What became of a request.
   *
   * @param accounts how many were erased
   */
  public record Erased(String code, Platform platform, Instant at, int accounts) {}

  /**
   * Erases what is known of a person of a platform, in all workspaces.
   *
   * @param at when the person asked for it: what was connected later stays
   * @return the code by which the person finds out what became of it
   */
  public String erase(Platform platform, String userId, Instant at) {
    var code = code();
    Tenants.acrossAll(
        () -> {
          transaction.executeWithoutResult(ignored -> erase(code, platform, userId, at));
          return true;
        });
    return code;
  }

  private void erase(String code, Platform platform, String userId, Instant at) {
    var now = clock.instant();
    consenting.forgetWaiting(platform, userId, at);
    jdbc.sql(
            """
            delete from connection where platform = ? and owner_id = ? and status <> 'CHOOSE'
            """)
        .params(platform.name(), userId)
        .update();
    var accounts = consenting.lock(platform, userId, at);
    for (var account : accounts) {
      erase(account);
      outbox.append(
          new AccountEvent.AccountErased(
              Ids.next(),
              account.workspaceId(),
              account.id(),
              platform,
              account.generation(),
              now));
    }
    jdbc.sql(
            "insert into data_deletion (code, platform, completed_at, accounts) values (?, ?, ?, ?)")
        .params(code, platform.name(), now.atOffset(ZoneOffset.UTC), accounts.size())
        .update();
  }

  private void erase(Consenting.Found account) {
    jdbc.sql("delete from token where workspace_id = ? and account_id = ?")
        .params(account.workspaceId(), account.id())
        .update();
    jdbc.sql("delete from revocation where workspace_id = ? and account_id = ?")
        .params(account.workspaceId(), account.id())
        .update();
    // Remembered answers tell of the account for a day.
    jdbc.sql(
            """
            delete from idempotency_key
            where workspace_id = ? and route like '/api/v1/accounts/%' and position(? in response) > 0
            """)
        .params(account.workspaceId(), account.id().toString())
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
        .params(account.workspaceId(), account.id())
        .update();
  }

  public Optional<Erased> find(String code) {
    return jdbc.sql(
            "select code, platform, completed_at, accounts from data_deletion where code = ?")
        .param(code)
        .query(
            (row, n) ->
                new Erased(
                    row.getString("code"),
                    Platform.valueOf(row.getString("platform")),
                    row.getObject("completed_at", OffsetDateTime.class).toInstant(),
                    row.getInt("accounts")))
        .optional();
  }

  private static String code() {
    var bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
