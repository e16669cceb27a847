package com.postpilot.common.idempotency;

import com.postpilot.common.tenant.Tenants;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of keys: who used which, for what, and what the answer was. */
final class IdempotencyKeys {
  /** After this long an unfinished request counts as lost with its server. */
  private static final Duration CLAIM = Duration.ofSeconds(60);

  private static final Duration MEMORY = Duration.ofHours(24);

  /** What was left alone for long is more than one statement may take. */
  private static final int PRUNED_AT_ONCE = 10_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;

  IdempotencyKeys(
      JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.clock = clock;
  }

  /**
   * @param requestHash of the body; another body under the same key is a mistake of the caller
   * @param until the end of this claim, which also tells it from a later one
   */
  record Claim(
      UUID workspaceId,
      String principal,
      String route,
      String key,
      String requestHash,
      OffsetDateTime until) {}

  /** What stands under a key. */
  sealed interface Found {
    record Nothing(Claim claim) implements Found {}

    record Running() implements Found {}

    record OtherRequest() implements Found {}

    record Answer(int status, Map<String, String> headers, String body) implements Found {}
  }

  /** Claims the key for this request, or tells what already has it. */
  Found claim(UUID workspaceId, String principal, String route, String key, String requestHash) {
    var claim = new Claim(workspaceId, principal, route, key, requestHash, now().plus(CLAIM));
    return transaction.execute(ignored -> inserted(claim) ? new Found.Nothing(claim) : read(claim));
  }

  private boolean inserted(Claim claim) {
    return jdbc.sql(
                """
                insert into idempotency_key
                  (workspace_id, principal, route, key, request_hash, expires_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (workspace_id, principal, route, key) do update
                  set request_hash = excluded.request_hash, expires_at = excluded.expires_at,
                      status = null, headers = null, response = null
                  where idempotency_key.expires_at < ?
                """)
            .params(
                claim.workspaceId(),
                claim.principal(),
                claim.route(),
                claim.key(),
                claim.requestHash(),
                claim.until(),
                now())
            .update()
        == 1;
  }

  private Found read(Claim claim) {
    return jdbc.sql(
            """
            select request_hash, status, headers, response from idempotency_key
            where workspace_id = ? and principal = ? and route = ? and key = ?
            """)
        .params(claim.workspaceId(), claim.principal(), claim.route(), claim.key())
        .query(
            (row, n) -> {
              if (!row.getString("request_hash").equals(claim.requestHash())) {
                return new Found.OtherRequest();
              }
              return row.getString("response") == null
                  ? new Found.Running()
                  : new Found.Answer(
                      row.getInt("status"),
                      headers(row.getString("headers")),
                      row.getString("response"));
            })
        .optional()
        .<Found>map(found -> found)
        .orElseGet(Found.Running::new); // released a moment ago: the caller tries again
  }

  private Map<String, String> headers(@Nullable String remembered) {
    return remembered == null
        ? Map.of()
        : json.readValue(remembered, new TypeReference<Map<String, String>>() {});
  }

  /** Remembers the answer, in the transaction of the effect. */
  void complete(Claim claim, Found.Answer answer) {
    int rows =
        jdbc.sql(
                """
                update idempotency_key set status = ?, headers = ?, response = ?, expires_at = ?
                where workspace_id = ? and principal = ? and route = ? and key = ?
                  and expires_at = ? and response is null
                """)
            .params(
                answer.status(),
                json.writeValueAsString(answer.headers()),
                answer.body(),
                now().plus(MEMORY),
                claim.workspaceId(),
                claim.principal(),
                claim.route(),
                claim.key(),
                claim.until())
            .update();
    if (rows == 0) {
      throw Problem.of(
          ProblemCode.IDEMPOTENCY_IN_PROGRESS,
          "This took too long, and a later request with the same Idempotency-Key has taken over.");
    }
  }

  /** Frees the key of a request that had no effect, so that it can be sent again. */
  void release(Claim claim) {
    transaction.executeWithoutResult(
        ignored ->
            jdbc.sql(
                    """
                    delete from idempotency_key
                    where workspace_id = ? and principal = ? and route = ? and key = ?
                      and expires_at = ? and response is null
                    """)
                .params(
                    claim.workspaceId(),
                    claim.principal(),
                    claim.route(),
                    claim.key(),
                    claim.until())
                .update());
  }

  void prune() {
    Tenants.acrossAll(
        () -> {
          Integer pruned;
          do {
            pruned = transaction.execute(ignored -> deleteSome());
          } while (pruned == PRUNED_AT_ONCE);
          return pruned;
        });
  }

  private int deleteSome() {
    return jdbc.sql(
            """
            delete from idempotency_key where ctid = any (array(
              select ctid from idempotency_key where expires_at < ? limit ?))
            """)
        .params(now(), PRUNED_AT_ONCE)
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
