package com.postpilot.account.notice;

import com.postpilot.account.page.MessagePage;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a person sees who wants to know what became of the request to be forgotten. */
final class DataDeletionPage {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private DataDeletionPage() {}

  static MessagePage of(Notices.Deletion deletion) {
    var platform = deletion.platform().displayName();
    var code = new MessagePage.Reference("Confirmation code", deletion.code());
    var completedAt = deletion.completedAt();
    return completedAt == null
        ? new MessagePage(
            "Your data is being deleted",
            "PostPilot is deleting what it has from %s about you. Look here again in a few minutes."
                .formatted(platform),
            code)
        : new MessagePage(
            "Your data has been deleted",
            "On %s PostPilot deleted what it had from %s about you: access tokens, ids, names and pictures of %s."
                .formatted(
                    WHEN.format(completedAt),
                    platform,
                    deletion.accounts() == 1 ? "1 account" : deletion.accounts() + " accounts"),
            code);
  }

  static MessagePage unknown() {
    return new MessagePage(
        "There is no such request",
        "Check the address: it ends with the confirmation code that you were given.",
        null);
  }
}
