package com.postpilot.queue.settings;

/**
 * What becomes of an approved item when the price, the stock or a picture of its product changes.
 */
public enum ProductRule {
  /** Its post waits for a person. */
  HOLD,
  /** It goes back to review, and its post off the schedule. */
  REAPPROVE,
  /** The old price in its captions becomes the new one; whatever else changed goes to review. */
  REPLACE_PRICE
}
