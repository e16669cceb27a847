package com.postpilot.sandbox.claude;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of errors, each with its HTTP status. */
enum ErrorType {
  INVALID_REQUEST_ERROR(400),
  AUTHENTICATION_ERROR(401),
  BILLING_ERROR(402),
  PERMISSION_ERROR(403),
  NOT_FOUND_ERROR(404),
  CONFLICT_ERROR(409),
  REQUEST_TOO_LARGE(413),
  RATE_LIMIT_ERROR(429),
  API_ERROR(500),
  TIMEOUT_ERROR(504),
  OVERLOADED_ERROR(529);

  private final int status;

  ErrorType(int status) {
    this.status = status;
  }

  static Optional<ErrorType> find(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName().equals(wireName)).findFirst();
  }

  int status() {
    return status;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
