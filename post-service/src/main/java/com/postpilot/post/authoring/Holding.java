package com.postpilot.post.authoring;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PostEvent.TargetHeld;
import com.postpilot.common.contract.PostEvent.TargetResumed;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.post.account.SocialAccount;
import com.postpilot.post.scheduling.PlannedTime;
import com.postpilot.post.settings.Settings;
import com.postpilot.post.timeline.Timeline;
import com.postpilot.post.timeline.TimelineKind;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds targets and lets them go on; the only place that does. */
@Component
class Holding {
  private final TakeBack takeBack;
  private final Timeline timeline;
  private final Settings settings;
  private final Approvals approvals;
  private final Outbox outbox;
  private final Clock clock;

  Holding(
      TakeBack takeBack,
      Timeline timeline,
      Settings settings,
      Approvals approvals,
      Outbox outbox,
      Clock clock) {
    this.takeBack = takeBack;
    this.timeline = timeline;
    this.settings = settings;
    this.approvals = approvals;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** The target, which is with the dispatcher no more, waits. */
  void hold(Post post, Target target, Hold hold) {
    target.hold(hold);
    post.settled(clock.instant());
    timeline.add(
        post.workspaceId(),
        post.id(),
        target.id(),
        TimelineKind.HELD,
        "Held: " + hold.message(),
        Map.of(
            "reason",
            hold.reason(),
            "code",
            hold.code(),
            "next_action_at",
            hold.nextActionAt() == null ? "" : hold.nextActionAt().toString()));
    outbox.append(
        new TargetHeld(
            Ids.next(),
            post.workspaceId(),
            post.id(),
            target.id(),
            target.platform(),
            hold.reason(),
            hold.message(),
            hold.action(),
            hold.nextActionAt(),
            clock.instant()));
  }

  /**
   * What held the target is gone: it goes out at its time, or now if that has passed by less than
   * the misfire window, or else waits for a person.
   *
   * @param account as it is now; a connection that is gone holds the target again
   */
  void resume(Post post, Target target, @Nullable SocialAccount account, String because) {
    var now = clock.instant();
    if (account != null && !account.connected()) {
      hold(post, target, lost(account.status()));
      return;
    }
    var withheld = post.withheld();
    if (withheld != null) { // while it waited for something else, or was on its way
      hold(post, target, Hold.of(HoldReason.PRODUCT_CHANGED, withheld));
      return;
    }
    var planned = target.dueAt();
    var window = settings.misfireWindow(post.workspaceId());
    if (planned.plus(window).isBefore(now)) {
      hold(
          post,
          target,
          Hold.of(
              HoldReason.MISSED_WINDOW,
              "It was due on %s, more than %d minutes ago."
                  .formatted(PlannedTime.words(planned, post.zone()), window.toMinutes())));
      return;
    }
    if (target.lacksConsent()) { // it was changed while it waited
      hold(
          post,
          target,
          Hold.of(
              HoldReason.APPROVAL_CHANGED,
              "Nobody has agreed to TikTok's Music Usage Confirmation for the post as it is now."));
      return;
    }
    if (!approvals.lackedBy(post, List.of(target)).isEmpty()) {
      hold(
          post,
          target,
          Hold.of(HoldReason.APPROVAL_CHANGED, "Nobody has approved the post as it is now."));
      return;
    }
    var at = planned.isAfter(now) ? planned : now;
    target.open(planned); // how late it may be is still counted from then
    post.settled(now);
    var delivery = TakeBack.delivery(target, at);
    timeline.add(
        post.workspaceId(),
        post.id(),
        target.id(),
        TimelineKind.RESUMED,
        because + " It goes out " + (planned.isAfter(now) ? "at its time." : "now."),
        Map.of("due_at", at, "delivery_id", delivery.deliveryId()));
    outbox.append(new TargetResumed(Ids.next(), post.workspaceId(), post.id(), target.id(), now));
    takeBack.put(List.of(delivery));
  }

  static Hold lost(SocialAccount.Status status) {
    return Hold.of(
        HoldReason.NEEDS_REAUTH,
        switch (status) {
          case DISCONNECTED -> "The account was disconnected.";
          case NEEDS_REAUTH -> "The platform no longer accepts the account's connection.";
          case CONNECTED -> "The platform refused the account's connection.";
        });
  }

  static String code(@Nullable String platforms, HoldReason reason) {
    return platforms == null ? reason.name().toLowerCase(Locale.ROOT) : platforms;
  }
}
