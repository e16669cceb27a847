package com.postpilot.publisher.ledger;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.PublisherOutcome;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.tenant.Tenants;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Permalinks and late ids of live posts: best effort, never in the way of a publication. */
@Component
public class LateDetails {
  /** The last look comes about an hour after the first. */
  private static final int MAX_ATTEMPTS = 12;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final PublicationRows rows;
  private final Outbox outbox;
  private final Clock clock;

  LateDetails(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      PublicationRows rows,
      Outbox outbox,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.rows = rows;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * A live post whose details are not known.
   *
   * @param sent the visible step that worked
   */
  public record Missing(Publication publication, @Nullable String remoteId, Step sent) {}

  /**
   * Takes those that are due for a look, and puts each off in case this look fails: for seconds at
   * first, each time for twice as long.
   */
  public List<Missing> take(int limit) {
    return Tenants.acrossAll(() -> transaction.execute(ignored -> takeInTransaction(limit)));
  }

  private record Live(Publication publication, @Nullable String remoteId) {}

  private List<Missing> takeInTransaction(int limit) {
    var live =
        jdbc.sql(
                """
                with due as (
                  select target_id from publication where details_at <= now()
                  order by details_at limit :limit for update skip locked)
                update publication p set
                  details_attempts = details_attempts + 1,
                  details_at = case when details_attempts + 1 < :max
                    then now() + interval '2 seconds' * power(2, details_attempts)
                    else 'infinity' end
                from due where p.target_id = due.target_id
                returning p.*
                """)
            .param("limit", limit)
            .param("max", MAX_ATTEMPTS)
            .query((row, n) -> new Live(rows.publication(row), row.getString("remote_id")))
            .list();
    return live.stream()
        .map(post -> new Missing(post.publication(), post.remoteId(), sent(post.publication())))
        .toList();
  }

  private Step sent(Publication publication) {
    return jdbc.sql(
            """
            select * from step where target_id = ? and visible and outcome = 'DONE'
            order by no desc limit 1
            """)
        .param(publication.targetId())
        .query((row, n) -> rows.step(row))
        .single();
  }

  /** Tells what was found, once. */
  public void found(Publication publication, String remoteId, @Nullable String permalink) {
    try {
      Tenants.acrossAll(
          () -> {
            transaction.executeWithoutResult(ignored -> record(publication, remoteId, permalink));
            return null;
          });
    } catch (DuplicateKeyException e) {
      // The post belongs to another publication with the same text; the next look finds this one's.
    }
  }

  private void record(Publication publication, String remoteId, @Nullable String permalink) {
    int rows =
        jdbc.sql(
                """
                update publication set remote_id = ?, details_at = null
                where target_id = ? and details_at is not null
                """)
            .params(remoteId, publication.targetId())
            .update();
    if (rows == 1) {
      outbox.append(
          new PublisherOutcome.PublicationDetails(
              Ids.next(),
              publication.workspaceId(),
              publication.deliveryId(),
              publication.postId(),
              publication.targetId(),
              publication.accountId(),
              publication.platform(),
              remoteId,
              permalink,
              clock.instant()));
    }
  }
}
