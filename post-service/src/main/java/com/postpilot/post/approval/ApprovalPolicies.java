package com.postpilot.post.approval;

import com.postpilot.common.contract.ApprovalPolicy;
import com.postpilot.common.contract.QueueEvent.ApprovalPolicyChanged;
import com.postpilot.common.inbox.Inbox;
import com.postpilot.common.tenant.Tenants;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A copy of the policies, so that nobody has to be asked when a post is scheduled. */
@Component
public class ApprovalPolicies {
  private final JdbcClient jdbc;
  private final Inbox inbox;
  private final TransactionTemplate transaction;

  ApprovalPolicies(JdbcClient jdbc, Inbox inbox, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.inbox = inbox;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Whether nothing of the workspace goes out unless somebody approved it; in a transaction. */
  public boolean ask(UUID workspaceId) {
    return jdbc.sql("select policy from approval_policy where workspace_id = ?")
        .param(workspaceId)
        .query(String.class)
        .optional()
        .map(ApprovalPolicy::valueOf)
        .filter(policy -> policy != ApprovalPolicy.NONE)
        .isPresent();
  }

  /**
   * Applies {@code event} once, however often it comes, and none that is older than the present.
   */
  public void apply(ApprovalPolicyChanged event) {
    Tenants.inWorkspace(
        event.workspaceId(),
        () ->
            transaction.execute(
                ignored -> {
                  if (inbox.accept(event.eventId())) {
                    keep(event);
                  }
                  return event.eventId();
                }));
  }

  private void keep(ApprovalPolicyChanged event) {
    jdbc.sql(
            """
            insert into approval_policy (workspace_id, policy, version) values (?, ?, ?)
            on conflict (workspace_id) do update
              set policy = excluded.policy, version = excluded.version
              where approval_policy.version < excluded.version
            """)
        .params(event.workspaceId(), event.policy().name(), event.version())
        .update();
  }
}
