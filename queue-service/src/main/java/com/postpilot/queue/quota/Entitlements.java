package com.postpilot.queue.quota;

import com.postpilot.common.contract.Plan;
import com.postpilot.common.contract.SubscriptionEvent.SubscriptionChanged;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Our own copy of what workspaces may do, so that no request waits for billing. */
@Component
class Entitlements {
  private final JdbcClient jdbc;
  private final EntitlementProperties properties;

  Entitlements(JdbcClient jdbc, EntitlementProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /** Empty if there is no limit. */
  OptionalLong aiCaptionsPerMonth(UUID workspaceId) {
    return jdbc.sql("select ai_captions_per_month from entitlement where workspace_id = ?")
        .param(workspaceId)
        .query((row, n) -> orUnlimited(row.getObject(1, Long.class)))
        .optional()
        .orElseGet(() -> orUnlimited(ofPlan(properties.defaultPlan())));
  }

  /** The higher version wins, in whatever order they arrive. */
  void keep(SubscriptionChanged changed) {
    var limits = changed.limits();
    jdbc.sql(
            """
            insert into entitlement (workspace_id, version, ai_captions_per_month)
            values (?, ?, ?)
            on conflict (workspace_id) do update
              set version = excluded.version,
                  ai_captions_per_month = excluded.ai_captions_per_month
              where entitlement.version < excluded.version
            """)
        .params(changed.workspaceId(), changed.version())
        .param(
            limits.containsKey(Plan.MAX_AI_CAPTIONS)
                ? limits.get(Plan.MAX_AI_CAPTIONS)
                : ofPlan(changed.plan()))
        .update();
  }

  private static @Nullable Long ofPlan(Plan plan) {
    var limit = plan.aiCaptionsPerMonth();
    return limit == null ? null : Long.valueOf(limit);
  }

  private static OptionalLong orUnlimited(@Nullable Long limit) {
    return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
  }
}
