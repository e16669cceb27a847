package com.postpilot.queue.item;

/** What made a version of an item. */
public enum Change {
  CREATED,
  EDITED,
  /** A writer wrote its captions. */
  GENERATED,
  /** A person answers for something that the facts do not bear out. */
  CLAIM_ACCEPTED,
  APPROVED,
  /** The workspace's rule approved it again: nothing but a price in it had changed. */
  RENEWED,
  REJECTED,
  REOPENED,
  SCHEDULED,
  /** Its product is no longer what was approved. */
  PRODUCT_CHANGED,
  /** Its post was changed elsewhere, so that nobody has approved what it is now. */
  POST_CHANGED
}
