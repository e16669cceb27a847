package com.postpilot.account.connection;

import com.postpilot.account.oauth.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** What a platform brings back with the person: random, good for one connection, once. */
record State(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static State random() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new State(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** SHA-256, hex: what is stored opens nothing. */
  String hash() {
    return Sha256.hex(value);
  }

  @Override
  public String toString() {
    return "State[…]";
  }
}
