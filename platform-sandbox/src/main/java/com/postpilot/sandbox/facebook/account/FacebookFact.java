package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.journal.Fact;

/** What happens between people on Facebook and the app. */
sealed interface FacebookFact extends Fact {

  record PersonJoined(Person person) implements FacebookFact {}

  record PageOpened(Page page) implements FacebookFact {}

  record ConsentGiven(ConsentCode code) implements FacebookFact {}

  /** One fact, so that no code is used up without its token. */
  record ConsentRedeemed(String code, UserToken token) implements FacebookFact {}

  record UserTokenIssued(UserToken token) implements FacebookFact {}

  record CredentialDied(String value) implements FacebookFact {}

  /** The person threw the app out: everything that it holds of them is dead. */
  record AppRemoved(String personId) implements FacebookFact {}
}
