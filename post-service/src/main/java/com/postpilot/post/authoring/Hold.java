package com.postpilot.post.authoring;

import com.postpilot.common.contract.HoldReason;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a target waits, and who ends that.
 *
 * @param code the platform's, or the reason's name
 * @param message what happened, in plain words
 * @param nextActionAt when it is looked at again without anybody's doing; null if an event or a
 *     person ends it
 */
record Hold(HoldReason reason, String code, String message, @Nullable Instant nextActionAt) {

  static Hold of(HoldReason reason, String message) {
    return new Hold(reason, reason.name().toLowerCase(Locale.ROOT), message, null);
  }

  /** What its owner can do. */
  String action() {
    return switch (reason) {
      case PLAN_LIMIT -> "Upgrade your plan: the post then goes on by itself.";
      case NEEDS_REAUTH -> "Connect the account again: the post then goes on by itself.";
      case QUOTA -> "Nothing: the post goes on when the platform allows it.";
      case UNAVAILABLE -> "Nothing: the post goes on as soon as there are answers again.";
      case APPROVAL_CHANGED -> "Have the post approved again, then retry.";
      case PRODUCT_CHANGED ->
          "Reopen its item in the queue and approve it with its product as it is now. What is held"
              + " goes on by itself when the product is again as it was approved.";
      case MISSED_WINDOW -> "Retry to publish it now, or schedule it for another time.";
      case UNCONFIRMED ->
          "Look whether the post is on the platform, then say so: published or absent.";
      case ACCOUNT_RESTRICTED -> "Clear the restriction on the platform, then retry.";
    };
  }
}
