package com.postpilot.account.notice;

import com.postpilot.account.social.Erasure;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a person sees who wants to know what became of the request to be forgotten. */
final class DataDeletionPage {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <title>PostPilot: your data</title>
      <style>
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 20vh auto 0; max-width: 34rem;
             padding: 0 1.5rem; color: #1c2330; background: #fff; }
      code { font-size: .9rem; background: #eef1f5; padding: .15rem .4rem; border-radius: .25rem; }
      @media (prefers-color-scheme: dark) {
        body { color: #e8ebf0; background: #12161d; } code { background: #232a35; } }
      </style>
      </head>
      <body>
      <h1>%s</h1>
      <p>%s</p>
      </body>
      </html>
      """;

  private DataDeletionPage() {}

  static String of(Erasure.Erased erased) {
    return PAGE.formatted(
        "Your data has been deleted",
        "On %s PostPilot deleted what it had from %s about you: access tokens, ids, names and pictures of %s.</p>\n<p>Confirmation code <code>%s</code>"
            .formatted(
                WHEN.format(erased.at()),
                erased.platform().displayName(),
                erased.accounts() == 1 ? "1 account" : erased.accounts() + " accounts",
                erased.code()));
  }

  static String unknown() {
    return PAGE.formatted(
        "There is no such request",
        "Check the address: it ends with the confirmation code that you were given.");
  }
}
