package com.postpilot.sandbox.tiktok.account;

/** A request for tokens refused, which is told in a shape of its own. */
final class LoginRefusal extends RuntimeException {

  private final String error;

  LoginRefusal(String error, String description) {
    super(description);
    this.error = error;
  }

  static LoginRefusal invalidGrant(String description) {
    return new LoginRefusal("invalid_grant", description);
  }

  static LoginRefusal invalidRequest(String description) {
    return new LoginRefusal("invalid_request", description);
  }

  String error() {
    return error;
  }
}
