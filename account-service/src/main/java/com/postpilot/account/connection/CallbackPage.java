package com.postpilot.account.connection;

import com.postpilot.account.page.MessagePage;
import java.util.UUID;

/** What a person sees whose program named no place to return to. */
final class CallbackPage {
  private CallbackPage() {}

  static MessagePage goBack(UUID connectionId) {
    return new MessagePage(
        "Almost done",
        "Go back to where you started to finish connecting the account. You can close this window.",
        new MessagePage.Reference("Connection", connectionId.toString()));
  }

  /** Says nothing of what may be known about the state. */
  static MessagePage unknown() {
    return new MessagePage(
        "This link does not work any more",
        "It was used already, or it is too old. Go back to where you started and connect the"
            + " account once more.",
        null);
  }
}
