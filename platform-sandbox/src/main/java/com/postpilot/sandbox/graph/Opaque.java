package com.postpilot.sandbox.graph;

import java.security.SecureRandom;
import java.util.Base64;

/** Random text and numbers for ids, codes and tokens. */
public final class Opaque {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Opaque() {}

  /** Text of letters, digits, {@code -} and {@code _}. */
  public static String text(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return BASE64.encodeToString(bytes).substring(0, length);
  }

  /** A number of so many digits, as platforms' ids are, with the digits that it begins with. */
  public static String id(String prefix, int length) {
    var digits = length - prefix.length();
    var bound = Math.round(Math.pow(10, digits));
    return prefix + ("%0" + digits + "d").formatted(RANDOM.nextLong(bound));
  }
}
