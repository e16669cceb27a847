package com.postpilot.post.quota;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts posts per calendar month (UTC) in the transaction that makes them: a creation that fails
 * costs nothing, and the row of the month keeps concurrent ones exact.
 */
@Component
public class PostQuota {
  private final JdbcClient jdbc;
  private final EntitlementProperties entitlements;
  private final Clock clock;

  PostQuota(JdbcClient jdbc, EntitlementProperties entitlements, Clock clock) {
    this.jdbc = jdbc;
    this.entitlements = entitlements;
    this.clock = clock;
  }

  /**
   * Uses one post.
   *
   * @throws Problem 403 {@code plan_limit_reached}
   */
  public void use(UUID workspaceId) {
    var month = YearMonth.now(clock.withZone(ZoneOffset.UTC));
    var limit = entitlements.defaultPlan().postsPerMonth();
    boolean counted =
        jdbc.sql(
                    """
                    insert into usage (workspace_id, month, posts) values (?, ?, 1)
                    on conflict (workspace_id, month) do update set posts = usage.posts + 1
                      where usage.posts < ?
                    """)
                .params(workspaceId, month.atDay(1), limit == null ? Integer.MAX_VALUE : limit)
                .update()
            == 1;
    if (!counted) {
      throw Problem.of(
              ProblemCode.PLAN_LIMIT_REACHED,
              "Your plan has %d posts a month, and all of them are used.".formatted(limit))
          .with("limit", limit)
          .with("used", used(workspaceId, month.atDay(1)))
          .with("resets_at", month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant())
          .with("upgrade_url", entitlements.upgradeUrl());
    }
  }

  /** Posts of this month, and how many there may be. */
  public record Usage(int used, int limit) {}

  /** Empty if the plan has no limit. */
  public Optional<Usage> usage(UUID workspaceId) {
    var limit = entitlements.defaultPlan().postsPerMonth();
    var month = YearMonth.now(clock.withZone(ZoneOffset.UTC));
    return limit == null
        ? Optional.empty()
        : Optional.of(new Usage(used(workspaceId, month.atDay(1)), limit));
  }

  private int used(UUID workspaceId, LocalDate month) {
    return jdbc.sql("select posts from usage where workspace_id = ? and month = ?")
        .params(workspaceId, month)
        .query(Integer.class)
        .optional()
        .orElse(0);
  }
}
