package com.postpilot.account.connection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a connection has come. */
enum ConnectionStatus {
  /** The person is at the platform. */
  PENDING,
  /** The platform has consented; who started it has to complete it. */
  CHOOSE,
  DONE,
  DENIED,
  FAILED,
  /** Never stored: it follows from the clock. */
  EXPIRED;

  @JsonValue
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
