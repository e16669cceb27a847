package com.postpilot.post.rules;

import com.postpilot.post.rules.AccountFacts.Connection;
import com.postpilot.post.rules.AccountFacts.Live;

/** Whether the account can publish when the post is due. */
final class AccountRules {
  private AccountRules() {}

  static void connection(Candidate candidate, Findings findings) {
    var account = candidate.account();
    if (!account.connected()) {
      findings.block(
          "account_disconnected",
          candidate.place().account(),
          Connection.OK,
          account.connection(),
          "The account %s is not connected.".formatted(account.handle()),
          "Connect it again.");
    } else if (account.connection() == Connection.RESTRICTED) {
      findings.warn(
          "account_restricted",
          candidate.place().account(),
          Connection.OK,
          account.connection(),
          "%s has restricted the account %s.".formatted(candidate.name(), account.handle()),
          "Clear the restriction in the platform's own app.");
    }
  }

  static void connectionAtDueTime(Candidate candidate, Findings findings) {
    var endsAt = candidate.account().endsAt();
    if (candidate.account().connected() && endsAt != null && !endsAt.isAfter(candidate.dueAt())) {
      findings.warn(
          "connection_ends_before_due",
          candidate.place().account(),
          endsAt,
          candidate.dueAt(),
          "Unless it is renewed, the connection of %s ends before the post is due."
              .formatted(candidate.account().handle()),
          "Connect the account again before it ends: posts on it wait until then.");
    }
  }

  /** What could not be asked is said, and nothing is made up in its place. */
  static void platformAsked(Candidate candidate, Findings findings) {
    if (candidate.account().connected() && candidate.account().live() instanceof Live.Unavailable) {
      findings.warn(
          "platform_not_asked",
          candidate.place().account(),
          null,
          null,
          "%s could not be asked what it allows this account at the moment."
              .formatted(candidate.name()),
          "Check again in a minute. What was chosen is checked once more before it is published.");
    }
  }
}
