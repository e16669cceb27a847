package com.postpilot.gateway.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.postpilot.gateway.GatewayProperties.Service;
import com.postpilot.gateway.status.ServiceProbe.Finding;
import com.postpilot.gateway.status.ServiceProbe.Finding.Answered;
import com.postpilot.gateway.status.ServiceProbe.Finding.Silent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the API works, and what does not.
 *
 * @param version of the gateway
 * @param services each service behind it
 * @param dependencies what the services stand on, as they see it
 */
record Readiness(
    Status status, String version, Map<String, Part> services, Map<String, Part> dependencies) {
  private static final String DATABASE = "db";
  private static final String KAFKA = "kafka";

  enum Status {
    /** All is well. */
    READY,
    /** The API works; something behind it does not. */
    DEGRADED,
    /** The API does not work, or due work makes no progress. */
    UNREADY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum State {
    UP,
    DOWN,
    /** Nobody is there to say. */
    UNKNOWN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param failing what is down in it; for a dependency, the services that say so
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Part(State status, @Nullable String version, List<String> failing) {}

  /** Judges what the services said. */
  static Readiness of(
      String version, Map<String, Service> services, Map<String, Finding> findings) {
    var parts = new LinkedHashMap<String, Part>();
    boolean works = true;
    for (var service : services.entrySet()) {
      var part = part(findings.getOrDefault(service.getKey(), new Silent()));
      parts.put(service.getKey(), part);
      works &= part.status() == State.UP || !service.getValue().essential();
      works &= service.getValue().progress().stream().noneMatch(part.failing()::contains);
    }
    var dependencies = new LinkedHashMap<String, Part>();
    dependencies.put("postgresql", dependency(DATABASE, findings));
    dependencies.put(KAFKA, dependency(KAFKA, findings));
    boolean well =
        parts.values().stream().allMatch(part -> part.status() == State.UP)
            && dependencies.values().stream().noneMatch(part -> part.status() == State.DOWN);
    return new Readiness(
        works ? (well ? Status.READY : Status.DEGRADED) : Status.UNREADY,
        version,
        parts,
        dependencies);
  }

  /** Without Kafka a service works on: what it has to tell waits in its outbox. */
  private static Part part(Finding finding) {
    return switch (finding) {
      case Silent() -> new Part(State.DOWN, null, List.of());
      case Answered(var version, var known, var failing) ->
          new Part(
              failing.stream().allMatch(KAFKA::equals) ? State.UP : State.DOWN, version, failing);
    };
  }

  private static Part dependency(String component, Map<String, Finding> findings) {
    var failingAt = new ArrayList<String>();
    boolean known = false;
    for (var finding : findings.entrySet()) {
      if (finding.getValue() instanceof Answered answered) {
        known |= answered.known().contains(component);
        if (answered.failing().contains(component)) {
          failingAt.add(finding.getKey());
        }
      }
    }
    var state = failingAt.isEmpty() ? (known ? State.UP : State.UNKNOWN) : State.DOWN;
    return new Part(state, null, failingAt);
  }
}
