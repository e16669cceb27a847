package com.postpilot.post.authoring;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.post.dispatch.DueRows;
import com.postpilot.post.dispatch.Unapproved;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The last look before a post leaves: whatever changed it, it is not what was approved. */
@Component
class UnapprovedDeliveries implements Unapproved {
  private final Posts posts;
  private final DueRows dueRows;
  private final Holding holding;
  private final TransactionTemplate transaction;

  UnapprovedDeliveries(
      Posts posts, DueRows dueRows, Holding holding, PlatformTransactionManager transactions) {
    this.posts = posts;
    this.dueRows = dueRows;
    this.holding = holding;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void hold(PostDue delivery) {
    Tenants.inWorkspace(
        delivery.workspaceId(),
        () -> {
          transaction.executeWithoutResult(ignored -> end(delivery));
          return delivery.eventId();
        });
  }

  private void end(PostDue delivery) {
    posts
        .lock(delivery.workspaceId(), delivery.postId())
        .ifPresent(
            post ->
                post.target(delivery.targetId())
                    .filter(target -> dueRows.settle(target.id(), delivery.eventId()).isPresent())
                    .ifPresent(
                        target ->
                            holding.hold(
                                post,
                                target,
                                Hold.of(
                                    HoldReason.APPROVAL_CHANGED,
                                    "When it fell due it was not what was approved."))));
  }
}
