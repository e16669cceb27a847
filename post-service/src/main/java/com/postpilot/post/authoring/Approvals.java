package com.postpilot.post.authoring;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.post.approval.ApprovalPolicies;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Whether somebody has approved what a target publishes, where that is asked for. An approval is
 * bound to content: it holds for one hash, and moving a post to another time does not touch it.
 */
@Component
class Approvals {
  private final ApprovalPolicies policies;

  Approvals(ApprovalPolicies policies) {
    this.policies = policies;
  }

  /** Whether the workspace lets nothing out without an approval. */
  boolean asked(UUID workspaceId) {
    return policies.ask(workspaceId);
  }

  /** Those of {@code targets} that must not be scheduled as they are. */
  List<Target> lackedBy(Post post, Collection<Target> targets) {
    boolean asked = asked(post.workspaceId());
    return targets.stream()
        .filter(target -> !target.approved() && (asked || target.hasApproval()))
        .toList();
  }

  /**
   * @throws Problem 409 {@code approval_required} with the platforms for which one is missing
   */
  void mustHold(Post post, Collection<Target> targets) {
    var lacking = lackedBy(post, targets);
    if (!lacking.isEmpty()) {
      throw missing(lacking.stream().map(Target::platform).toList());
    }
  }

  static Problem missing(Collection<Platform> platforms) {
    var named = platforms.stream().distinct().sorted().toList();
    return Problem.of(
            ProblemCode.APPROVAL_REQUIRED,
            "Nobody has approved the post as it is now for %s: approve it in the queue first."
                .formatted(
                    named.stream().map(Platform::displayName).collect(Collectors.joining(", "))))
        .with("platforms", named);
  }
}
