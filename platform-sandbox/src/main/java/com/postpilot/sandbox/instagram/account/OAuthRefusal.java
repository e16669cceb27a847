package com.postpilot.sandbox.instagram.account;

/** A code exchange refused by api.instagram.com, which does not speak Graph. */
final class OAuthRefusal extends RuntimeException {

  private final int status;

  OAuthRefusal(String message) {
    this(400, message);
  }

  OAuthRefusal(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
