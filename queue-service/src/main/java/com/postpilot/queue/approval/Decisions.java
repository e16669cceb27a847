package com.postpilot.queue.approval;

import com.postpilot.common.contract.ApprovalPolicy;
import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.queue.approval.Approving.Consent;
import com.postpilot.queue.item.Action;
import com.postpilot.queue.item.Changing;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.ItemHeaders;
import com.postpilot.queue.item.ItemResource;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.post.Content;
import com.postpilot.queue.settings.Settings;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people decide about an item, each as a request of its own. */
@Component
class Decisions {
  private final Approving approving;
  private final ProductGuard guard;
  private final Content content;
  private final Changing changing;
  private final Items items;
  private final Settings settings;
  private final Idempotency idempotency;
  private final TransactionTemplate transaction;

  Decisions(
      Approving approving,
      ProductGuard guard,
      Content content,
      Changing changing,
      Items items,
      Settings settings,
      Idempotency idempotency,
      TransactionTemplate transaction) {
    this.approving = approving;
    this.guard = guard;
    this.content = content;
    this.changing = changing;
    this.items = items;
    this.settings = settings;
    this.idempotency = idempotency;
    this.transaction = transaction;
  }

  ItemResource approve(Caller caller, UUID id, IfMatch ifMatch, Consent consent) {
    var judged = approving.judge(caller.workspaceId(), id, ifMatch, consent);
    return idempotency.once(
        HttpStatus.OK,
        ItemHeaders::of,
        () -> ItemResource.of(approving.approve(caller.workspaceId(), judged)));
  }

  /**
   * Where the workspace asks nobody, whoever schedules an item answers for it. What was approved
   * before is held against the pictures that there are now.
   *
   * @return what the item is then
   * @throws Problem 409 {@code approval_required} where the workspace asks somebody, or a picture
   *     is not the approved one any more
   */
  IfMatch beforeScheduling(Caller caller, UUID id, IfMatch ifMatch) {
    var item =
        inTransaction(
            () -> {
              var seen = items.read(caller.workspaceId(), id);
              ifMatch.check(seen.version());
              return seen;
            });
    return switch (item.status()) {
      case IN_REVIEW -> approvedBy(caller, item, ifMatch);
      case APPROVED -> asApproved(caller, item);
      case NEW, GENERATING, SCHEDULED, PUBLISHED, REJECTED, FAILED -> ifMatch; // refused there
    };
  }

  private IfMatch approvedBy(Caller caller, Item item, IfMatch ifMatch) {
    var workspaceId = caller.workspaceId();
    if (inTransaction(() -> settings.of(workspaceId).approvalPolicy()) != ApprovalPolicy.NONE) {
      throw required(item, "Somebody has to approve this item before it is scheduled.");
    }
    var judged =
        approving.judge(
            workspaceId, item.id(), ifMatch, new Consent(caller.userId(), Set.of(), null));
    return version(inTransaction(() -> approving.approve(workspaceId, judged).version()));
  }

  private IfMatch asApproved(Caller caller, Item seen) {
    var approved = Objects.requireNonNull(seen.approval()).media();
    if (!content.isStillShown(seen, approved, caller.userId())) {
      var item =
          inTransaction(
              () -> {
                var present = items.lock(caller.workspaceId(), seen.id());
                version(seen.version()).check(present.version());
                guard.onOtherPicture(present);
                return present;
              });
      throw required(
          item,
          "A picture of the product is another one now, at the same address. Approve the item"
              + " again.");
    }
    return version(seen.version());
  }

  private static Problem required(Item item, String detail) {
    return Problem.of(ProblemCode.APPROVAL_REQUIRED, detail)
        .with("allowed", item.status().allowed().stream().map(Action::wireName).toList());
  }

  private static IfMatch version(long version) {
    return new IfMatch("\"" + version + "\"");
  }

  ItemResource reject(Caller caller, UUID id, IfMatch ifMatch, String reason) {
    return changing.change(
        caller,
        id,
        ifMatch,
        Action.REJECT,
        item -> approving.reject(item, caller.userId(), reason));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(ignored -> work.get());
  }
}
