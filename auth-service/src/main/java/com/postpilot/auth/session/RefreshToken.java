package com.postpilot.auth.session;

import com.postpilot.auth.Secret;

/** What a session goes on with: works once. */
record RefreshToken(Secret secret) {
  private static final String PREFIX = "pprt_";

  RefreshToken(String value) {
    this(new Secret(value));
  }

  static RefreshToken random() {
    return new RefreshToken(Secret.random(PREFIX));
  }

  String value() {
    return secret.value();
  }

  byte[] hash() {
    return secret.hash();
  }
}
