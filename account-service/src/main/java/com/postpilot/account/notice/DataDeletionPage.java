package com.postpilot.account.notice;

import com.postpilot.account.page.MessagePage;
import com.postpilot.account.social.Erasure;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a person sees who wants to know what became of the request to be forgotten. */
final class DataDeletionPage {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private DataDeletionPage() {}

  static MessagePage of(Erasure.Erased erased) {
    return new MessagePage(
        "Your data has been deleted",
        "On %s PostPilot deleted what it had from %s about you: access tokens, ids, names and pictures of %s."
            .formatted(
                WHEN.format(erased.at()),
                erased.platform().displayName(),
                erased.accounts() == 1 ? "1 account" : erased.accounts() + " accounts"),
        new MessagePage.Reference("Confirmation code", erased.code()));
  }

  static MessagePage unknown() {
    return new MessagePage(
        "There is no such request",
        "Check the address: it ends with the confirmation code that you were given.",
        null);
  }
}
