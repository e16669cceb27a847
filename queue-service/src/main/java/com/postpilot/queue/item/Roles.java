package com.postpilot.queue.item;

import com.postpilot.common.security.Caller;

/** Who may do what with the queue; everybody of the workspace may read. */
public final class Roles {
  private Roles() {}

  /**
   * @throws com.postpilot.common.web.Problem 403 {@code role_required}
   */
  public static void mayWrite(Caller caller) {
    caller.mustBe("EDITOR", "ADMIN", "OWNER");
  }

  /**
   * Approve and reject.
   *
   * @throws com.postpilot.common.web.Problem 403 {@code role_required}
   */
  public static void mayDecide(Caller caller) {
    caller.mustBe("APPROVER", "ADMIN", "OWNER");
  }
}
