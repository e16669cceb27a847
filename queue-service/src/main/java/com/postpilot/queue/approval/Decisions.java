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
import com.postpilot.queue.item.ItemHeaders;
import com.postpilot.queue.item.ItemResource;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.item.Status;
import com.postpilot.queue.settings.Settings;
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
  private final Changing changing;
  private final Items items;
  private final Settings settings;
  private final Idempotency idempotency;
  private final TransactionTemplate transaction;

  Decisions(
      Approving approving,
      Changing changing,
      Items items,
      Settings settings,
      Idempotency idempotency,
      TransactionTemplate transaction) {
    this.approving = approving;
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
   * Where the workspace asks nobody, whoever schedules an item answers for it.
   *
   * @return what the item is then
   * @throws Problem 409 {@code approval_required} where the workspace asks somebody
   */
  IfMatch beforeScheduling(Caller caller, UUID id, IfMatch ifMatch) {
    var workspaceId = caller.workspaceId();
    boolean undecided =
        inTransaction(
            () -> {
              var item = items.read(workspaceId, id);
              ifMatch.check(item.version());
              if (item.status() != Status.IN_REVIEW) {
                return false;
              }
              if (settings.of(workspaceId).approvalPolicy() != ApprovalPolicy.NONE) {
                throw Problem.of(
                        ProblemCode.APPROVAL_REQUIRED,
                        "Somebody has to approve this item before it is scheduled.")
                    .with(
                        "allowed", item.status().allowed().stream().map(Action::wireName).toList());
              }
              return true;
            });
    if (!undecided) {
      return ifMatch;
    }
    var judged =
        approving.judge(workspaceId, id, ifMatch, new Consent(caller.userId(), Set.of(), null));
    long version = inTransaction(() -> approving.approve(workspaceId, judged).version());
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
