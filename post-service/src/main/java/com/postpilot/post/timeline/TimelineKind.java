package com.postpilot.post.timeline;

import java.util.Locale;

/** What a line of a timeline is about, but for what the publisher tells: that has its own words. */
public enum TimelineKind {
  CREATED,
  EDITED,
  CONSENT_GIVEN,
  CONSENT_VOID,
  APPROVED,
  APPROVAL_VOID,
  SCHEDULED,
  RESCHEDULED,
  UNSCHEDULED,
  DISPATCHED,
  ANNOUNCED_AGAIN,
  HELD,
  RESUMED,
  FAILED,
  RETRIED,
  PUBLISHED,
  DETAILS,
  DELETED;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
