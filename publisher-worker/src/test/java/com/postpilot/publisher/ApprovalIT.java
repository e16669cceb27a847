package com.postpilot.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PublisherOutcome.PostHeld;
import com.postpilot.common.contract.PublisherOutcome.PostPublished;
import com.postpilot.common.testing.TestKafka;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is not what somebody approved is not sent, wherever on its way it was changed. */
class ApprovalIT extends PublisherIT {

  @Test
  void whatWasChangedAfterItWasHashedIsHeldBeforeAnythingIsSent() {
    var sold = due("Only 10 left");
    isHeld(changed(sold, "Only 9 left", sold.media(), sold.options(), null));
    isHeld(changed(sold, sold.text(), List.of(media("other.jpg")), sold.options(), null));
    isHeld(changed(sold, sold.text(), sold.media(), Map.of("kind", "REEL"), null));
  }

  @Test
  void whatIsNotWhatWasApprovedIsHeldBeforeAnythingIsSent() {
    var due = due("Another text");

    isHeld(
        changed(
            due, due.text(), due.media(), due.options(), hash("Approved", due.media(), Map.of())));
  }

  @Test
  void whatWasApprovedIsPublished() {
    var due = due("Approved");
    var approved = changed(due, due.text(), due.media(), due.options(), due.contentHash());
    TestKafka.instance().send(approved);

    awaitTold(approved, PostPublished.class);
  }

  @Test
  void aDeliveryOfHeldContentThatIsApprovedAtLastIsPublished() {
    var due = due("Approved at last");
    var first = changed(due, due.text(), due.media(), due.options(), "another hash");
    isHeld(first);
    var second = changed(due, due.text(), due.media(), due.options(), due.contentHash());
    TestKafka.instance().send(second);

    awaitTold(second, PostPublished.class);
  }

  private static void isHeld(PostDue delivery) {
    TestKafka.instance().send(delivery);

    var held = awaitTold(delivery, PostHeld.class);

    assertThat(held.reason()).isEqualTo(HoldReason.APPROVAL_CHANGED);
    assertThat(INSTAGRAM.types()).as("containers").isEmpty();
  }

  /** Another delivery of the same target; its content hash stays. */
  private static PostDue changed(
      PostDue due,
      String text,
      List<PostDue.Media> media,
      Map<String, Object> options,
      @Nullable String approvedHash) {
    return new PostDue(
        Ids.next(),
        due.workspaceId(),
        due.postId(),
        due.targetId(),
        due.accountId(),
        due.externalAccountId(),
        due.platform(),
        due.dueAt(),
        due.misfireAt(),
        text,
        media,
        options,
        null,
        due.contentHash(),
        approvedHash,
        due.occurredAt());
  }
}
