package com.postpilot.publisher.graph;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much of Meta's limits is used, as the headers of an answer tell; they are missing at first.
 *
 * @param application per cent of the application's limit
 * @param account per cent of the account's limit, the highest of its kinds
 * @param minutes until Meta expects to take the account's calls again, 0 if it does now
 */
record Usage(int application, int account, int minutes) {
  private static final int NEAR = 95;
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.shared();

  static Usage of(HttpHeaders headers) {
    int account = 0;
    int minutes = 0;
    for (var limits : header(headers, "X-Business-Use-Case-Usage")) {
      for (var limit : limits) {
        account = Math.max(account, percent(limit));
        minutes = Math.max(minutes, limit.path("estimated_time_to_regain_access").asInt(0));
      }
    }
    return new Usage(percent(header(headers, "X-App-Usage")), account, minutes);
  }

  private static JsonNode header(HttpHeaders headers, String name) {
    try {
      return JSON.readTree(headers.firstValue(name).orElse("{}"));
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }

  private static int percent(JsonNode usage) {
    return Math.max(
        usage.path("call_count").asInt(0),
        Math.max(usage.path("total_time").asInt(0), usage.path("total_cputime").asInt(0)));
  }

  /** What Meta says about when the account may call again. */
  Optional<Duration> regainAccess() {
    return minutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(minutes));
  }

  /** How long the account has to rest, if it is near its limit or beyond. */
  Optional<Duration> accountRest() {
    return account >= NEAR || minutes > 0
        ? Optional.of(regainAccess().orElse(PAUSE))
        : Optional.empty();
  }

  /** How long all accounts have to rest, if the application is near its limit. */
  Optional<Duration> applicationRest() {
    return application >= NEAR ? Optional.of(PAUSE) : Optional.empty();
  }
}
