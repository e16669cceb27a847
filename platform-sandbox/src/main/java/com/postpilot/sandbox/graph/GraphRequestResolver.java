package com.postpilot.sandbox.graph;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.traffic.ClientConnection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a {@link GraphRequest} and refuses versions that no longer exist. */
@Component
class GraphRequestResolver implements HandlerMethodArgumentResolver {

  private static final String BEARER = "Bearer ";

  private final JsonMapper json;
  private final SandboxClock clock;

  GraphRequestResolver(JsonMapper json, SandboxClock clock) {
    this.json = json;
    this.clock = clock;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == GraphRequest.class;
  }

  @Override
  public GraphRequest resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binder)
      throws IOException {
    var receivedAt = clock.instant();
    var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
    var response = Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class));
    var usage = Usage.begin(request, response);
    checkVersion(request);
    return new GraphRequest(
        parameters(request),
        bearer(request),
        ServletUriComponentsBuilder.fromContextPath(request).toUriString(),
        receivedAt,
        ClientConnection.of(request),
        usage);
  }

  private static void checkVersion(HttpServletRequest request) {
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables
        && variables.get("version") instanceof String version) {
      ApiVersions.requireAlive(version);
    }
  }

  private static @Nullable String bearer(HttpServletRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : null;
  }

  private Map<String, String> parameters(HttpServletRequest request) throws IOException {
    var parameters = new HashMap<String, String>();
    var contentType = request.getContentType();
    if (contentType != null && contentType.startsWith("application/json")) {
      readJson(request, parameters);
    }
    readParameters(request, parameters);
    return parameters;
  }

  private static void readParameters(HttpServletRequest request, Map<String, String> parameters) {
    try {
      request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
    } catch (IllegalStateException e) { // Tomcat's way to say wrong encoding, or too much
      throw GraphError.invalidParameter("The parameters cannot be read");
    }
  }

  private void readJson(HttpServletRequest request, Map<String, String> parameters)
      throws IOException {
    try {
      for (var property : json.readTree(request.getInputStream().readAllBytes()).properties()) {
        parameters.put(property.getKey(), text(property.getValue()));
      }
    } catch (JacksonException e) {
      throw GraphError.invalidParameter("The body is not valid JSON");
    }
  }

  /** In a form, arrays and objects are JSON text; a JSON body is brought to the same shape. */
  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }
}
