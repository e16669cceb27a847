package com.postpilot.queue.item;

import java.util.EnumSet;
import java.util.Set;

/** How far an item has come. */
public enum Status {
  /** Without captions. */
  NEW,
  GENERATING,
  IN_REVIEW,
  APPROVED,
  SCHEDULED,
  PUBLISHED,
  REJECTED,
  /** Its captions could not be written, or its post could not be published. */
  FAILED;

  /** What can be done to an item in this state. */
  public Set<Action> allowed() {
    return switch (this) {
      case NEW -> EnumSet.of(Action.EDIT, Action.GENERATE, Action.DELETE);
      case GENERATING, PUBLISHED -> EnumSet.of(Action.DELETE);
      case IN_REVIEW ->
          EnumSet.of(Action.EDIT, Action.GENERATE, Action.APPROVE, Action.REJECT, Action.DELETE);
      case APPROVED ->
          EnumSet.of(
              Action.EDIT,
              Action.GENERATE,
              Action.REJECT,
              Action.SCHEDULE,
              Action.REOPEN,
              Action.DELETE);
      case SCHEDULED ->
          EnumSet.of(Action.EDIT, Action.GENERATE, Action.REJECT, Action.REOPEN, Action.DELETE);
      case REJECTED, FAILED ->
          EnumSet.of(Action.EDIT, Action.GENERATE, Action.REOPEN, Action.DELETE);
    };
  }

  /** Whether something is still to come of it. */
  public boolean open() {
    return switch (this) {
      case NEW, GENERATING, IN_REVIEW, APPROVED, SCHEDULED, FAILED -> true;
      case PUBLISHED, REJECTED -> false;
    };
  }
}
