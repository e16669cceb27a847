package com.postpilot.gateway.status;

import com.postpilot.common.health.ServiceVersion;
import com.postpilot.gateway.GatewayProperties;
import com.postpilot.gateway.status.ServiceProbe.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks all services at once, and at most once a second however many want to know. */
@Component
class SuiteStatus {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final GatewayProperties properties;
  private final ServiceProbe probe;
  private final ServiceVersion version;
  private final Clock clock;
  private @Nullable Readiness latest;
  private Instant askedAt = Instant.MIN;

  SuiteStatus(
      GatewayProperties properties, ServiceProbe probe, ServiceVersion version, Clock clock) {
    this.properties = properties;
    this.probe = probe;
    this.version = version;
    this.clock = clock;
  }

  synchronized Readiness readiness() throws InterruptedException {
    var known = latest;
    if (known == null || askedAt.plus(FRESH).isBefore(clock.instant())) {
      known = Readiness.of(version.value(), properties.services(), ask());
      latest = known;
      askedAt = clock.instant();
    }
    return known;
  }

  private Map<String, Finding> ask() throws InterruptedException {
    var findings = new LinkedHashMap<String, Finding>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new LinkedHashMap<String, Future<Finding>>();
      for (var service : properties.services().entrySet()) {
        asked.put(service.getKey(), threads.submit(() -> probe.ask(service.getValue())));
      }
      for (var question : asked.entrySet()) {
        try {
          findings.put(question.getKey(), question.getValue().get());
        } catch (ExecutionException e) {
          findings.put(question.getKey(), new Finding.Silent());
        }
      }
    }
    return findings;
  }
}
