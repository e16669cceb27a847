package com.postpilot.account.connection;

import java.util.UUID;

/** What a person sees whose program named no place to return to. */
final class CallbackPage {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>PostPilot</title>
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

  private CallbackPage() {}

  static String goBack(UUID connectionId) {
    return PAGE.formatted(
        "Almost done",
        "Go back to your program to finish connecting the account. You can close this window."
            + "</p>\n<p>Connection <code>"
            + connectionId
            + "</code>");
  }

  /** Says nothing of what may be known about the state. */
  static String unknown() {
    return PAGE.formatted(
        "This link does not work any more",
        "It was used already, or it is too old. Go back to your program and connect the account"
            + " from there once more.");
  }
}
