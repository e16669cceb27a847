package com.postpilot.publisher.ledger;

import com.postpilot.common.Ids;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.publisher.PublisherProperties;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who works on what: leases on publications, one to a lane. A worker that says nothing for the
 * length of a lease loses what it holds.
 */
@Component
public class Claims {
  /** Looked through for lanes that are free; more may be ready behind them. */
  private static final int WINDOW = 2_000;

  private final UUID worker = Ids.next();
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final PublicationRows rows;
  private final Duration lease;

  Claims(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      PublicationRows rows,
      PublisherProperties properties) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.rows = rows;
    this.lease = properties.lease();
  }

  /**
   * Claims at most {@code limit} publications that are ready, the earliest due of each free lane.
   */
  public List<Claim> claim(int limit) {
    return Tenants.acrossAll(() -> transaction.execute(ignored -> claimInTransaction(limit)));
  }

  private List<Claim> claimInTransaction(int limit) {
    // One claimer at a time, or two of them would find the same lane free.
    if (!jdbc.sql("select pg_try_advisory_xact_lock(hashtext('publisher.claim'))")
        .query(Boolean.class)
        .single()) {
      return List.of();
    }
    releaseExpired();
    var claimed =
        jdbc.sql(
                """
                with ready as (
                  select target_id, lane, due_at, delivery_id from workable
                  order by next_action_at
                  limit :window),
                heads as (
                  select distinct on (lane) target_id, due_at from ready
                  order by lane, due_at, delivery_id),
                chosen as (select target_id from heads order by due_at limit :limit)
                update publication p
                set worker = :worker, lease_until = now() + cast(:lease as interval),
                    fence = fence + 1
                from chosen where p.target_id = chosen.target_id
                returning p.*, now() as claimed_at, (
                  select max(until) from parking
                  where scope in (p.lane, p.platform) and until > now()) as rests_until
                """)
            .param("window", WINDOW)
            .param("limit", limit)
            .param("worker", worker)
            .param("lease", lease.toString())
            .query(
                (row, n) ->
                    new Claim(
                        rows.publication(row),
                        List.of(),
                        row.getObject("claimed_at", OffsetDateTime.class).toInstant(),
                        PublicationRows.nullableInstant(row, "rests_until")))
            .list();
    return claimed.isEmpty() ? claimed : withSteps(claimed);
  }

  private void releaseExpired() {
    jdbc.sql(
            """
            update publication set worker = null, lease_until = null, fence = fence + 1
            where lease_until < now()
            """)
        .update();
  }

  private record Sent(UUID targetId, Step step) {}

  private List<Claim> withSteps(List<Claim> claims) {
    var targets = claims.stream().map(claim -> claim.publication().targetId()).toArray(UUID[]::new);
    var steps =
        jdbc
            .sql("select * from step where target_id = any (?) order by target_id, no")
            .param(targets)
            .query((row, n) -> new Sent(row.getObject("target_id", UUID.class), rows.step(row)))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Sent::targetId, Collectors.mapping(Sent::step, Collectors.toList())));
    return claims.stream()
        .map(
            claim ->
                new Claim(
                    claim.publication(),
                    steps.getOrDefault(claim.publication().targetId(), List.of()),
                    claim.claimedAt(),
                    claim.restsUntil()))
        .toList();
  }

  /** Keeps what this worker still works on. What it lost already stays lost. */
  public void heartbeat(Collection<Publication> held) {
    if (held.isEmpty()) {
      return;
    }
    Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            update publication p set lease_until = now() + cast(? as interval)
                            from unnest(?::uuid[], ?::bigint[]) as held (target_id, fence)
                            where p.target_id = held.target_id and p.fence = held.fence
                              and p.lease_until > now()
                            """)
                        .params(
                            lease.toString(),
                            held.stream().map(Publication::targetId).toArray(UUID[]::new),
                            held.stream().map(Publication::fence).toArray(Long[]::new))
                        .update()));
  }
}
