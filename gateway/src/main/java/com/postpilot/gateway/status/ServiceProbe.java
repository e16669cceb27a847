package com.postpilot.gateway.status;

import com.postpilot.gateway.GatewayProperties.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a service, at its internal management routes, how it is. */
@Component
class ServiceProbe {
  private static final Set<String> BAD = Set.of("DOWN", "OUT_OF_SERVICE");

  /** A service without its database answers after the 5 s that its pool waits for one. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final JsonMapper json;

  ServiceProbe(JsonMapper json) {
    this.json = json;
  }

  /** What came of it. */
  sealed interface Finding {
    /** No answer that makes sense. */
    record Silent() implements Finding {}

    /**
     * @param known all components that its health has
     * @param failing those that are down
     */
    record Answered(@Nullable String version, Set<String> known, List<String> failing)
        implements Finding {}
  }

  Finding ask(Service service) throws InterruptedException {
    try {
      var components = read(service.url(), "/actuator/health").path("components");
      if (!components.isObject()) {
        return new Finding.Silent();
      }
      var statuses = new TreeMap<String, String>();
      components
          .properties()
          .forEach(
              component ->
                  statuses.put(
                      component.getKey(), component.getValue().path("status").asString("")));
      return new Finding.Answered(
          read(service.url(), "/actuator/info").path("version").asString(null),
          statuses.keySet(),
          statuses.entrySet().stream()
              .filter(status -> BAD.contains(status.getValue()))
              .map(Map.Entry::getKey)
              .toList());
    } catch (IOException | JacksonException e) {
      return new Finding.Silent();
    }
  }

  private JsonNode read(URI service, String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE).build();
    return json.readTree(http.send(request, BodyHandlers.ofString()).body());
  }
}
