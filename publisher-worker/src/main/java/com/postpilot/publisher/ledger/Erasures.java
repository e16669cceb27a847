package com.postpilot.publisher.ledger;

import com.postpilot.common.contract.AccountEvent.AccountErased;
import com.postpilot.common.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets whose account it was that publications went to. What keeps a post from going out twice
 * stays: the publication, its deliveries, and which steps were sent with what outcome.
 */
@Component
public class Erasures {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Erasures(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Erases an account's names, and goes on with those that are still needed or yet to come. */
  public void accept(AccountErased erased) {
    Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored -> {
                  jdbc.sql(
                          """
                          insert into erasure (account_id, workspace_id, erased_at)
                          values (?, ?, now()) on conflict do nothing
                          """)
                      .params(erased.accountId(), erased.workspaceId())
                      .update();
                  return eraseInTransaction();
                }));
  }

  @Scheduled(fixedDelayString = "PT10M")
  void erase() {
    Tenants.acrossAll(() -> transaction.execute(ignored -> eraseInTransaction()));
  }

  /** What is under way keeps its names until it has ended: soon, since nobody gets a token. */
  private int eraseInTransaction() {
    jdbc.sql(
            """
            delete from parking using publication join erasure using (account_id)
            where scope = lane
            """)
        .update();
    int erased =
        jdbc.sql(
                """
                with nameless as (
                  update publication p set
                    external_account_id = 'erased-' || p.account_id,
                    lane = p.platform || '/erased-' || p.account_id,
                    remote_id = null, details_at = null, ending = ending - 'remote_id'
                  from erasure e
                  where p.account_id = e.account_id and p.state <> 'READY'
                    and p.external_account_id <> 'erased-' || p.account_id
                  returning p.target_id)
                update step set remote_id = null, upload_url = null, request_hash = 'erased'
                from nameless where step.target_id = nameless.target_id
                """)
            .update();
    // By now no delivery is left that was made before account-service forgot the account.
    jdbc.sql("delete from erasure where erased_at < now() - interval '7 days'").update();
    return erased;
  }
}
