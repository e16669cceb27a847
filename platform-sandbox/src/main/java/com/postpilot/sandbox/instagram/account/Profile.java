package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.handle.Handle;
import com.postpilot.sandbox.traffic.Account;

/**
 * A professional Instagram account.
 *
 * @param id the professional account's id, as used in paths ({@code user_id} on the wire)
 * @param appScopedId the id that only this app sees ({@code id} on the wire)
 */
public record Profile(String id, String appScopedId, String handle, String name) {

  static Profile named(String handle) {
    var name = new Handle(handle);
    return new Profile(
        "1784140" + name.digits("", 10),
        "26" + name.digits("app:", 15),
        handle,
        name.displayName());
  }

  public Account account() {
    return new Account(id, handle);
  }
}
