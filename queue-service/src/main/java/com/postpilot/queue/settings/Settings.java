package com.postpilot.queue.settings;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.ApprovalPolicy;
import com.postpilot.common.contract.QueueEvent.ApprovalPolicyChanged;
import com.postpilot.common.outbox.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The choices of workspaces; each is asked for within a transaction of its tenant. */
@Component
public class Settings {
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Clock clock;

  Settings(JdbcClient jdbc, Outbox outbox, Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.clock = clock;
  }

  public QueueSettings of(UUID workspaceId) {
    return jdbc.sql("select * from settings where workspace_id = ?")
        .param(workspaceId)
        .query((row, n) -> settings(row))
        .optional()
        .orElse(QueueSettings.DEFAULT);
  }

  /** Others hear of a policy that changed; the higher version wins. */
  void choose(UUID workspaceId, QueueSettings chosen) {
    var before = lock(workspaceId);
    long version =
        jdbc.sql(
                """
                update settings set
                  approval_policy = ?, banned_claims = ?, product_rule = ?,
                  generations_at_once = ?, brand_voice = ?, version = version + 1
                where workspace_id = ? returning version
                """)
            .params(
                chosen.approvalPolicy().name(),
                chosen.bannedClaims().toArray(String[]::new),
                chosen.productRule().name(),
                chosen.generationsAtOnce())
            .param(chosen.brandVoice())
            .param(workspaceId)
            .query(Long.class)
            .single();
    if (before != chosen.approvalPolicy()) {
      outbox.append(
          new ApprovalPolicyChanged(
              Ids.next(), workspaceId, chosen.approvalPolicy(), version, clock.instant()));
    }
  }

  private ApprovalPolicy lock(UUID workspaceId) {
    var initial = QueueSettings.DEFAULT;
    jdbc.sql(
            """
            insert into settings
              (workspace_id, approval_policy, banned_claims, product_rule, generations_at_once)
            values (?, ?, '{}', ?, ?) on conflict do nothing
            """)
        .params(
            workspaceId,
            initial.approvalPolicy().name(),
            initial.productRule().name(),
            initial.generationsAtOnce())
        .update();
    return jdbc.sql("select approval_policy from settings where workspace_id = ? for update")
        .param(workspaceId)
        .query((row, n) -> ApprovalPolicy.valueOf(row.getString(1)))
        .single();
  }

  private static QueueSettings settings(ResultSet row) throws SQLException {
    return new QueueSettings(
        ApprovalPolicy.valueOf(row.getString("approval_policy")),
        List.of((String[]) row.getArray("banned_claims").getArray()),
        row.getString("brand_voice"),
        ProductRule.valueOf(row.getString("product_rule")),
        row.getInt("generations_at_once"));
  }
}
