package com.postpilot.post.authoring;

import com.postpilot.post.reading.TargetStatus;

/**
 * What is written on a target. {@link #OPEN} is with the dispatcher: whether it is SCHEDULED or
 * DISPATCHED only its row in {@code due} or {@code in_flight} tells.
 */
enum TargetState {
  DRAFT,
  OPEN,
  PUBLISHED,
  FAILED,
  HELD;

  boolean canBecome(TargetState next) {
    return switch (this) {
      case DRAFT ->
          next == OPEN || next == PUBLISHED; // published: known late, from a former delivery
      case OPEN -> true;
      case FAILED -> next != HELD;
      case HELD -> next != FAILED;
      case PUBLISHED -> false;
    };
  }

  /** The status that this counts as where the rows are not at hand. */
  TargetStatus stored() {
    return switch (this) {
      case DRAFT -> TargetStatus.DRAFT;
      case OPEN -> TargetStatus.SCHEDULED;
      case PUBLISHED -> TargetStatus.PUBLISHED;
      case FAILED -> TargetStatus.FAILED;
      case HELD -> TargetStatus.HELD;
    };
  }
}
