package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.handle.Handle;
import com.postpilot.sandbox.traffic.Account;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Somebody with a Facebook account.
 *
 * @param id the id that only this app sees
 */
record Person(String id, String handle, String name) {

  /** The same handle is the same person, also after a reset. */
  static Person named(String handle) {
    var name = new Handle(handle);
    return new Person("1022" + name.digits("person:", 13), handle, name.displayName());
  }

  Account account() {
    return new Account(id, handle);
  }

  /** The person's first Pages: one of their own name, then numbered ones. */
  List<Page> pages(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> Page.named(n == 1 ? handle : handle + "-" + n, id))
        .toList();
  }
}
