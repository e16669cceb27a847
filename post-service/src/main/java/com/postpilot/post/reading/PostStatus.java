package com.postpilot.post.reading;

import java.util.Collection;
import java.util.EnumSet;

/** Where a post stands: derived from its targets. */
public enum PostStatus {
  DRAFT,
  SCHEDULED,
  DISPATCHED,
  PUBLISHING,
  PUBLISHED,
  PARTIALLY_PUBLISHED,
  FAILED,
  HELD;

  /** The first rule that matches: all the same, some under way, some published, the worst. */
  public static PostStatus of(Collection<TargetStatus> targets) {
    var present = EnumSet.noneOf(TargetStatus.class);
    present.addAll(targets);
    if (present.size() == 1) {
      return valueOf(present.iterator().next().name());
    }
    if (present.contains(TargetStatus.DISPATCHED)) {
      return PUBLISHING;
    }
    if (present.contains(TargetStatus.PUBLISHED)) {
      return PARTIALLY_PUBLISHED;
    }
    if (present.contains(TargetStatus.HELD)) {
      return HELD;
    }
    if (present.contains(TargetStatus.FAILED)) {
      return FAILED;
    }
    return present.contains(TargetStatus.SCHEDULED) ? SCHEDULED : DRAFT;
  }
}
