package com.postpilot.publisher.ledger;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.PublisherOutcome;
import com.postpilot.common.contract.PublisherOutcome.PublicationProgress.Entry;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.publisher.PublisherProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the holder of a claim writes. Every write is fenced: it takes effect only while this claim
 * is the latest one, or else throws {@link Overtaken}.
 */
@Component
public class Ledger {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final PublicationRows rows;
  private final Outbox outbox;
  private final Clock clock;
  private final Duration lease;

  Ledger(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      PublicationRows rows,
      Outbox outbox,
      Clock clock,
      PublisherProperties properties) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.rows = rows;
    this.outbox = outbox;
    this.clock = clock;
    this.lease = properties.lease();
  }

  /**
   * Records a step before it is sent.
   *
   * @param position among the steps of its kind
   * @return the step's number
   */
  public int begin(Publication publication, StepKind kind, int position, String requestHash) {
    return write(
        () -> {
          // The lease is renewed here too: it must not end while a visible step is on its way.
          fenced(
              publication,
              jdbc.sql(
                      """
                      update publication
                      set unconfirmed = unconfirmed or ?, lease_until = now() + cast(? as interval)
                      where target_id = ? and fence = ? and lease_until > now()
                      """)
                  .params(
                      kind.visible(), lease.toString(), publication.targetId(), publication.fence())
                  .update());
          return jdbc.sql(
                  """
                  insert into step
                    (target_id, no, workspace_id, delivery_id, kind, position, visible,
                     request_hash, text, started_at)
                  select ?, coalesce(max(no), 0) + 1, ?, ?, ?, ?, ?, ?, ?, now()
                  from step where target_id = ?
                  returning no
                  """)
              .params(
                  publication.targetId(),
                  publication.workspaceId(),
                  publication.deliveryId(),
                  kind.name(),
                  position,
                  kind.visible(),
                  requestHash)
              .param(kind.visible() ? publication.text() : null)
              .param(publication.targetId())
              .query(Integer.class)
              .single();
        });
  }

  /** Records what is known of a step for good. */
  public void finish(
      Publication publication,
      int step,
      Step.Outcome outcome,
      @Nullable String remoteId,
      @Nullable String detail) {
    write(
        () -> {
          finishInTransaction(publication, step, outcome, remoteId, detail);
          return null;
        });
  }

  /** Records what a step opened: its id, and where the platform takes the bytes. */
  public void opened(Publication publication, int step, String remoteId, String uploadUrl) {
    write(
        () -> {
          finishInTransaction(publication, step, Step.Outcome.DONE, remoteId, null);
          return jdbc.sql("update step set upload_url = ? where target_id = ? and no = ?")
              .params(uploadUrl, publication.targetId(), step)
              .update();
        });
  }

  /**
   * Records an answer to a visible step that does not settle it.
   *
   * @param remoteId what the platform calls it while it works on it
   * @param refusal the code of an error that does not prove that nothing happened
   */
  public void answered(
      Publication publication, int step, @Nullable String remoteId, @Nullable String refusal) {
    write(
        () -> {
          fence(publication);
          return jdbc.sql(
                  "update step set remote_id = ?, detail = ? where target_id = ? and no = ?")
              .param(remoteId)
              .param(refusal)
              .param(publication.targetId())
              .param(step)
              .update();
        });
  }

  private void finishInTransaction(
      Publication publication,
      int step,
      Step.Outcome outcome,
      @Nullable String remoteId,
      @Nullable String detail) {
    var visible =
        jdbc.sql(
                """
                update step set outcome = ?, remote_id = ?, detail = ?, finished_at = now()
                where target_id = ? and no = ? returning visible
                """)
            .param(outcome.name())
            .param(remoteId)
            .param(detail)
            .param(publication.targetId())
            .param(step)
            .query(Boolean.class)
            .single();
    fenced(
        publication,
        jdbc.sql(
                """
                update publication set unconfirmed = unconfirmed and not ?
                where target_id = ? and fence = ?
                """)
            .params(visible, publication.targetId(), publication.fence())
            .update());
  }

  /** Records that the platform showed no trace of a visible step for the first time. */
  public void firstAbsence(Publication publication, Step step) {
    write(
        () -> {
          fence(publication);
          return jdbc.sql("update step set absent_at = now() where target_id = ? and no = ?")
              .params(publication.targetId(), step.no())
              .update();
        });
  }

  /** Prepared steps are of no more use: the next attempt prepares anew. */
  public void discardPrepared(Publication publication) {
    write(
        () -> {
          fence(publication);
          return jdbc.sql(
                  """
                  update step set outcome = 'DISCARDED'
                  where target_id = ? and not visible and outcome = 'DONE'
                  """)
              .param(publication.targetId())
              .update();
        });
  }

  /**
   * The visible step worked: the post is live.
   *
   * @param step the visible step that this settles
   */
  public void published(
      Publication publication, int step, Ending.Published ending, List<Entry> progress) {
    write(
        () -> {
          // Two publications that claim the same remote post: only one can be right. The other is
          // live too (its container says so), only its id is not known.
          var remoteId = unclaimed(publication, ending.remoteId());
          var known = new Ending.Published(remoteId, ending.publishedAt());
          finishInTransaction(publication, step, Step.Outcome.DONE, remoteId, null);
          end(publication, known);
          jdbc.sql("update publication set remote_id = ?, details_at = now() where target_id = ?")
              .param(remoteId)
              .param(publication.targetId())
              .update();
          tell(publication, progress, null);
          return null;
        });
  }

  private @Nullable String unclaimed(Publication publication, @Nullable String remoteId) {
    return remoteId == null || isKnown(publication, remoteId) ? null : remoteId;
  }

  /** Whether another publication is known to be this remote post. */
  public boolean isKnownElsewhere(Publication publication, String remoteId) {
    return write(() -> isKnown(publication, remoteId));
  }

  private boolean isKnown(Publication publication, String remoteId) {
    return jdbc.sql(
            """
            select exists (
              select from publication where platform = ? and remote_id = ? and target_id <> ?)
            """)
        .params(publication.platform().name(), remoteId, publication.targetId())
        .query(Boolean.class)
        .single();
  }

  /** The delivery ends without the post being live, as far as anybody knows. */
  public void end(Publication publication, Ending ending, List<Entry> progress) {
    write(
        () -> {
          end(publication, ending);
          tell(publication, progress, null);
          return null;
        });
  }

  private void end(Publication publication, Ending ending) {
    fenced(
        publication,
        jdbc.sql(
                """
                update publication set state = ?, ending = cast(? as jsonb), ended_at = now(),
                  next_action_at = null, worker = null, lease_until = null
                where target_id = ? and fence = ?
                """)
            .params(ending.state(), rows.json(ending), publication.targetId(), publication.fence())
            .update());
    outbox.append(ending.announce(publication, clock.instant()));
  }

  /** Lets the lane go and comes back later. */
  public void postpone(Publication publication, Instant until, int attempts, List<Entry> progress) {
    write(
        () -> {
          fenced(
              publication,
              jdbc.sql(
                      """
                      update publication set next_action_at = ?, attempts = ?, worker = null,
                        lease_until = null, waiting_since = coalesce(waiting_since, now())
                      where target_id = ? and fence = ?
                      """)
                  .params(
                      until.atOffset(ZoneOffset.UTC),
                      attempts,
                      publication.targetId(),
                      publication.fence())
                  .update());
          tell(publication, progress, until);
          return null;
        });
  }

  /**
   * Lets a lane, or a whole platform, rest until a given time.
   *
   * @param endsDeliveries whether deliveries end at once instead of waiting for that
   */
  public void park(String scope, Instant until, boolean endsDeliveries, String reason) {
    write(
        () ->
            jdbc.sql(
                    """
                    insert into parking (scope, until, long, reason) values (?, ?, ?, ?)
                    on conflict (scope) do update set until = excluded.until,
                      long = excluded.long, reason = excluded.reason where parking.until < excluded.until
                    """)
                .params(scope, until.atOffset(ZoneOffset.UTC), endsDeliveries, reason)
                .update());
  }

  private void tell(Publication publication, List<Entry> progress, @Nullable Instant nextActionAt) {
    outbox.append(
        new PublisherOutcome.PublicationProgress(
            Ids.next(),
            publication.workspaceId(),
            publication.deliveryId(),
            publication.postId(),
            publication.targetId(),
            publication.accountId(),
            publication.platform(),
            progress,
            nextActionAt,
            clock.instant()));
  }

  private void fence(Publication publication) {
    fenced(
        publication,
        jdbc.sql("select 1 from publication where target_id = ? and fence = ? for update")
            .params(publication.targetId(), publication.fence())
            .query(Integer.class)
            .list()
            .size());
  }

  private static void fenced(Publication publication, int rows) {
    if (rows == 0) {
      throw new Overtaken(publication.targetId(), publication.fence());
    }
  }

  private <T> T write(Supplier<T> change) {
    return Tenants.acrossAll(() -> transaction.execute(ignored -> change.get()));
  }
}
