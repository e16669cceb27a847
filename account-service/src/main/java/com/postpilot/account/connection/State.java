package com.postpilot.account.connection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

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
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "State[…]";
  }
}
