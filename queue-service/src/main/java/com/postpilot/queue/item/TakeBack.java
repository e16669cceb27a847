package com.postpilot.queue.item;

import com.postpilot.common.security.Caller;

/**
 * Takes the post of an item off its schedule, and its approval from it, before the item becomes
 * something else.
 */
@FunctionalInterface
public interface TakeBack {

  /**
   * Outside transactions. The version of the item stays.
   *
   * @param item approved, as it was a moment ago, with the post that was made of it
   * @throws com.postpilot.common.web.Problem 409 {@code already_dispatched}, 503
   */
  void takeBack(Caller caller, Item item);
}
