package com.postpilot.queue;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * All public routes of the service, from which tests are generated: a new one is never forgotten.
 */
public final class Routes {
  private Routes() {}

  /**
   * One of them.
   *
   * @param pattern below {@code /api/v1}
   * @param readsJson whether its body is JSON
   */
  public record Route(String method, String pattern, boolean hasId, boolean readsJson) {
    /** With that id wherever it wants one. */
    public String path(UUID id) {
      return pattern.replaceAll("\\{[^}]+}", id.toString());
    }

    /** Something that it takes, as far as that does not depend on its state. */
    public String goodBody() {
      if (method.equals("GET") || method.equals("DELETE")) {
        return null;
      }
      return switch (pattern) {
        case "/queue" -> "{\"title\": \"Mug\"}";
        case "/queue/bulk" ->
            "{\"action\": \"delete\", \"items\": [{\"id\": \"%s\"}]}".formatted(UUID.randomUUID());
        case "/queue/{id}/reject" -> "{\"reason\": \"Too loud\"}";
        case "/queue/{id}/schedule" ->
            """
            {"account_ids": ["%s"], "schedule": {"scheduled_at": "2040-01-01T00:00:00Z"}}
            """
                .formatted(UUID.randomUUID());
        case "/imports" ->
            """
            {"format": "GOOGLE_MERCHANT", "url": "http://localhost:1/feed.xml"}
            """;
        case "/queue/settings" ->
            """
            {"approval_policy": "NONE", "banned_claims": [], "product_rule": "HOLD",
             "generations_at_once": 4}
            """;
        default -> "{}";
      };
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  public static List<Route> of(RequestMappingHandlerMapping mappings) {
    var routes = new ArrayList<Route>();
    mappings
        .getHandlerMethods()
        .forEach(
            (info, handler) -> {
              var patterns = info.getPathPatternsCondition();
              for (var pattern :
                  patterns == null ? Set.<String>of() : patterns.getPatternValues()) {
                if (pattern.startsWith("/api/v1/")) {
                  for (var method : info.getMethodsCondition().getMethods()) {
                    routes.add(
                        new Route(
                            method.name(),
                            pattern.replace("/api/v1", ""),
                            has(handler, PathVariable.class),
                            has(handler, RequestBody.class) && !takesFiles(handler)));
                  }
                }
              }
            });
    return routes;
  }

  private static boolean has(HandlerMethod handler, Class<? extends Annotation> annotation) {
    return Arrays.stream(handler.getMethodParameters())
        .anyMatch(parameter -> parameter.hasParameterAnnotation(annotation));
  }

  private static boolean takesFiles(HandlerMethod handler) {
    return Arrays.stream(handler.getMethodParameters())
        .anyMatch(
            parameter ->
                parameter.hasParameterAnnotation(RequestBody.class)
                    && !parameter.getParameterType().isRecord());
  }
}
