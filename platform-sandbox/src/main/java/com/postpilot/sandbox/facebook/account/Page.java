package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.handle.Handle;
import com.postpilot.sandbox.traffic.Account;

/**
 * A Facebook Page.
 *
 * @param handle its username
 */
public record Page(String id, String handle, String name, String ownerId) {

  /** The same handle is the same Page, also after a reset. */
  static Page named(String handle, String ownerId) {
    var name = new Handle(handle);
    return new Page("10" + name.digits("page:", 13), handle, name.displayName(), ownerId);
  }

  Account account() {
    return new Account(id, handle);
  }
}
