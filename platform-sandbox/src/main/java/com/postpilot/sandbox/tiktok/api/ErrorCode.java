package com.postpilot.sandbox.tiktok.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The codes of the v2 API, each with its HTTP status. */
public enum ErrorCode {
  INVALID_PARAMS(400),
  INVALID_PUBLISH_ID(400),
  TOKEN_NOT_AUTHORIZED_FOR_SPECIFIED_PUBLISH_ID(400),
  ACCESS_TOKEN_INVALID(401),
  SCOPE_NOT_AUTHORIZED(401),
  SPAM_RISK_TOO_MANY_POSTS(403),
  SPAM_RISK_USER_BANNED_FROM_POSTING(403),
  SPAM_RISK_TOO_MANY_PENDING_SHARE(403),
  REACHED_ACTIVE_USER_CAP(403),
  UNAUDITED_CLIENT_CAN_ONLY_POST_TO_PRIVATE_ACCOUNTS(403),
  URL_OWNERSHIP_UNVERIFIED(403),
  PRIVACY_LEVEL_OPTION_MISMATCH(403),
  UNSUPPORTED_PATH(404),
  RATE_LIMIT_EXCEEDED(429),
  INTERNAL_ERROR(500);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ErrorCode> find(String wireName) {
    return Arrays.stream(values()).filter(code -> code.wireName().equals(wireName)).findAny();
  }
}
