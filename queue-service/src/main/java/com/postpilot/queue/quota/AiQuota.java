package com.postpilot.queue.quota;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts generations per calendar month (UTC) in the transaction that accepts them: what is not
 * accepted costs nothing, and the row of the month keeps concurrent ones exact. One generation is
 * one, for however many platforms it writes.
 */
@Component
public class AiQuota {
  private final JdbcClient jdbc;
  private final Entitlements entitlements;
  private final EntitlementProperties properties;
  private final Clock clock;

  AiQuota(
      JdbcClient jdbc, Entitlements entitlements, EntitlementProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.entitlements = entitlements;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Uses one generation.
   *
   * @return the month in which it counts
   * @throws Problem 403 {@code plan_limit_reached}
   */
  public YearMonth use(UUID workspaceId) {
    var month = YearMonth.now(clock.withZone(ZoneOffset.UTC));
    long limit = entitlements.aiCaptionsPerMonth(workspaceId).orElse(Long.MAX_VALUE);
    boolean counted =
        jdbc.sql(
                    """
                    insert into usage (workspace_id, month, ai_captions)
                    select :workspace, :month, 1 where :limit > 0
                    on conflict (workspace_id, month) do update
                      set ai_captions = usage.ai_captions + 1
                      where usage.ai_captions < :limit
                    """)
                .param("workspace", workspaceId)
                .param("month", month.atDay(1))
                .param("limit", limit)
                .update()
            == 1;
    if (!counted) {
      throw Problem.of(
              ProblemCode.PLAN_LIMIT_REACHED,
              "Your plan has %d AI captions a month, and all of them are used.".formatted(limit))
          .with("limit", limit)
          .with("used", used(workspaceId, month.atDay(1)))
          .with("resets_at", month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant())
          .with("upgrade_url", properties.upgradeUrl());
    }
    return month;
  }

  /** For a generation of which nothing came through no fault of the workspace. */
  public void giveBack(UUID workspaceId, YearMonth month) {
    jdbc.sql(
            """
            update usage set ai_captions = ai_captions - 1
            where workspace_id = ? and month = ? and ai_captions > 0
            """)
        .params(workspaceId, month.atDay(1))
        .update();
  }

  private int used(UUID workspaceId, LocalDate month) {
    return jdbc.sql("select ai_captions from usage where workspace_id = ? and month = ?")
        .params(workspaceId, month)
        .query(Integer.class)
        .optional()
        .orElse(0);
  }
}
