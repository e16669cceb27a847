package com.postpilot.publisher.instagram;

import com.postpilot.publisher.graph.GraphClient;
import com.postpilot.publisher.platform.PlatformError;
import com.postpilot.publisher.platform.Reply;
import com.postpilot.publisher.token.AccountToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * How many posts an account may still publish in Instagram's rolling day. Instagram is asked when
 * an account may be near its quota, and when it refused because of it.
 */
@Component
class PublishingQuota {
  static final String SPENT = "9/2207042";

  /** The smallest quota that any of Meta's texts names is 25. */
  private static final int CERTAIN = 20;

  private static final int RESERVE = 3;
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration PRECISION = Duration.ofMinutes(30);

  private final Clock clock;

  /** Publications that an account may start before Instagram is asked. */
  private final ConcurrentMap<String, Integer> left = new ConcurrentHashMap<>();

  PublishingQuota(Clock clock) {
    this.clock = clock;
  }

  private record Quota(int used, int total) {}

  /** Counts one publication; the refusal that it would meet, if the quota is known to be spent. */
  Optional<PlatformError> spent(GraphClient graph, AccountToken.Usable token) {
    if (left.merge(token.externalId(), CERTAIN - 1, (before, ignored) -> before - 1) >= 0) {
      return Optional.empty();
    }
    if (!(ask(graph, token, clock.instant().minus(DAY)) instanceof Reply.Ok<Quota>(var quota))) {
      return Optional.empty(); // Instagram itself will say so
    }
    left.put(token.externalId(), Math.max(0, quota.total() - quota.used() - RESERVE));
    return quota.used() < quota.total()
        ? Optional.empty()
        : Optional.of(explain(Instagram.ERRORS.of(SPENT), graph, token));
  }

  /** A refusal for the quota, with when it opens again. */
  PlatformError explain(PlatformError error, GraphClient graph, AccountToken.Usable token) {
    return error.code().equals(SPENT)
        ? opensIn(graph, token).map(error::resting).orElse(error)
        : error;
  }

  /**
   * How long until enough of the day's publications are a day old. Asked is how many were made
   * since ever later instants: those that count when the window begins there.
   */
  private Optional<Duration> opensIn(GraphClient graph, AccountToken.Usable token) {
    var now = clock.instant();
    var full = Duration.ZERO;
    var open = DAY;
    while (open.minus(full).compareTo(PRECISION) > 0) {
      var middle = full.plus(open).dividedBy(2);
      if (!(ask(graph, token, now.minus(DAY).plus(middle)) instanceof Reply.Ok<Quota>(var quota))) {
        return Optional.empty();
      }
      if (quota.used() < quota.total()) {
        open = middle;
      } else {
        full = middle;
      }
    }
    return Optional.of(open);
  }

  private static Reply<Quota> ask(GraphClient graph, AccountToken.Usable token, Instant since) {
    return graph
        .get(
            token.externalId() + "/content_publishing_limit",
            token,
            Map.of(
                "fields",
                "quota_usage,config",
                "since",
                // Meta looks back a day at most, by its own clock.
                Long.toString(since.plusSeconds(60).getEpochSecond())))
        .then(PublishingQuota::read);
  }

  private static Reply<Quota> read(JsonNode answer) {
    var quota = answer.path("data").path(0);
    var total = quota.path("config").path("quota_total");
    return quota.path("quota_usage").isNumber() && total.isNumber()
        ? new Reply.Ok<>(new Quota(quota.path("quota_usage").intValue(), total.intValue()))
        : new Reply.Lost<>("The answer holds no quota.");
  }
}
