package com.postpilot.publisher.ledger;

import com.postpilot.common.contract.PostDue;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.tenant.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes deliveries into the ledger. From here on the row is the work, and Kafka may forget it. */
@Component
public class Deliveries {
  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final PublicationRows rows;
  private final Outbox outbox;
  private final Clock clock;

  Deliveries(
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

  /** Takes all of {@code due} in, or nothing. Repeats are answered with what is known. */
  public void accept(List<PostDue> due) {
    // Sorted, so that two workers with the same targets cannot wait for each other.
    var byTarget = new TreeMap<UUID, Map<UUID, PostDue>>();
    for (var delivery : due) {
      byTarget
          .computeIfAbsent(delivery.targetId(), target -> new LinkedHashMap<>())
          .put(delivery.eventId(), delivery);
    }
    Tenants.acrossAll(
        () -> {
          transaction.executeWithoutResult(ignored -> accept(byTarget.values()));
          return null;
        });
  }

  private void accept(Collection<Map<UUID, PostDue>> byTarget) {
    var first = byTarget.stream().map(deliveries -> deliveries.values().iterator().next()).toList();
    var inserted = insert(first);
    for (var deliveries : byTarget) {
      for (var delivery : deliveries.values()) {
        if (!inserted.contains(delivery.eventId())) {
          meet(delivery);
        }
      }
    }
  }

  private Collection<UUID> insert(List<PostDue> due) {
    return jdbc
        .sql(
            """
            insert into publication
              (target_id, delivery_id, delivered_at, post_id, workspace_id, account_id,
               external_account_id, platform, lane, due_at, misfire_at, text, media, options,
               content_hash, approved_hash, state, next_action_at)
            select target_id, event_id, now(), post_id, workspace_id, account_id,
                   external_account_id, platform, platform || '/' || external_account_id,
                   due_at, misfire_at, text, media, options, content_hash, approved_hash,
                   'READY', now()
            from jsonb_to_recordset(cast(? as jsonb)) as delivery
              (target_id uuid, event_id uuid, post_id uuid, workspace_id uuid, account_id uuid,
               external_account_id text, platform text, due_at timestamptz,
               misfire_at timestamptz, text text, media jsonb, options jsonb, content_hash text,
               approved_hash text)
            order by target_id
            on conflict (target_id) do nothing
            returning delivery_id
            """)
        .param(rows.json(due))
        .query(UUID.class)
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  /** A delivery for a row that exists. */
  private void meet(PostDue delivery) {
    var known = known(delivery);
    var publication = known.publication();
    if (known.overtook()) {
      log.debug("Delivery {} was overtaken by a later one", delivery.eventId());
    } else if (publication.deliveryId().equals(delivery.eventId())) {
      if (known.ending() != null) {
        outbox.append(known.ending().announce(publication, clock.instant()));
      }
    } else if (known.ending() instanceof Ending.Published published) {
      var again = replaceDelivery(delivery, publication);
      outbox.append(published.announce(again, clock.instant()));
    } else {
      reopen(delivery, publication);
    }
  }

  /**
   * A publication when another delivery of it arrives.
   *
   * @param overtook whether a later delivery came first
   */
  private record Known(Publication publication, @Nullable Ending ending, boolean overtook) {}

  private Known known(PostDue delivery) {
    return jdbc.sql(
            """
            select *, ? = any (past_deliveries) as overtook
            from publication where target_id = ? for update
            """)
        .params(delivery.eventId(), delivery.targetId())
        .query(
            (row, n) ->
                new Known(rows.publication(row), rows.ending(row), row.getBoolean("overtook")))
        .single();
  }

  private Publication replaceDelivery(PostDue delivery, Publication publication) {
    return jdbc.sql(
            """
            update publication set delivery_id = ?, delivered_at = now(),
              past_deliveries = past_deliveries || delivery_id
            where target_id = ? returning *
            """)
        .params(delivery.eventId(), publication.targetId())
        .query((row, n) -> rows.publication(row))
        .single();
  }

  /** What a person has looked for in vain is as good as proven absent. */
  private void believe(Instant absentUntil, UUID targetId) {
    jdbc.sql(
            """
            update step set outcome = 'ABSENT', finished_at = now()
            where target_id = ? and visible and outcome is null and started_at < ?
            """)
        .params(targetId, absentUntil.atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql(
            """
            update publication set unconfirmed = exists (
              select 1 from step
              where step.target_id = publication.target_id and visible and outcome is null)
            where target_id = ?
            """)
        .param(targetId)
        .update();
  }

  /**
   * Opens the row for a new delivery. A visible step without a known outcome stays as it is, unless
   * a person knows better: it is reconciled before anything is sent. Steps that the new content
   * does not ask for are simply not found again, since they are looked up by the hash of their
   * request. The fence rises, so that an executor of the earlier delivery cannot go on.
   */
  private void reopen(PostDue delivery, Publication publication) {
    jdbc.sql(
            """
            update publication set
              delivery_id = ?, delivered_at = now(),
              past_deliveries = past_deliveries || delivery_id,
              due_at = ?, misfire_at = ?, text = ?, media = cast(? as jsonb),
              options = cast(? as jsonb), content_hash = ?, approved_hash = ?, state = 'READY',
              ending = null, ended_at = null, attempts = 0, next_action_at = now(),
              waiting_since = null, worker = null,
              lease_until = null, fence = fence + 1
            where target_id = ?
            """)
        .param(delivery.eventId())
        .param(delivery.dueAt().atOffset(ZoneOffset.UTC))
        .param(delivery.misfireAt().atOffset(ZoneOffset.UTC))
        .param(delivery.text())
        .param(rows.json(delivery.media()))
        .param(rows.json(delivery.options()))
        .param(delivery.contentHash())
        .param(delivery.approvedHash())
        .param(publication.targetId())
        .update();
    if (delivery.absentUntil() != null) {
      believe(delivery.absentUntil(), publication.targetId());
    }
  }
}
