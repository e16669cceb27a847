package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.journal.Fact;

/** What happens between Instagram's users and the app. */
sealed interface AccountFact extends Fact {

  record ProfileCreated(Profile profile) implements AccountFact {}

  record CodeIssued(AuthorizationCode code) implements AccountFact {}

  /** One fact, so that no code is used up without its token. */
  record CodeRedeemed(String code, AccessToken token) implements AccountFact {}

  record TokenIssued(AccessToken token) implements AccountFact {}

  record TokenRevoked(String token) implements AccountFact {}
}
