package com.postpilot.sandbox.tiktok.api;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.traffic.ClientConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Reads a {@link TikTokRequest}. */
@Component
class TikTokRequestResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  private static final String BEARER = "Bearer ";

  private final JsonMapper json;
  private final SandboxClock clock;

  TikTokRequestResolver(JsonMapper json, SandboxClock clock) {
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == TikTokRequest.class;
  }

  @Override
  public TikTokRequest resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binder)
      throws IOException {
    var receivedAt = clock.instant();
    var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
    return new TikTokRequest(
        json,
        bearer(request),
        contentType(request),
        request.getParameter("fields"),
        request.getInputStream().readAllBytes(),
        ServletUriComponentsBuilder.fromContextPath(request).toUriString(),
        receivedAt,
        ClientConnection.of(request));
  }

  private static @Nullable String bearer(HttpServletRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : null;
  }

  private static @Nullable MediaType contentType(HttpServletRequest request) {
    try {
      var header = request.getContentType();
      return header == null ? null : MediaType.parseMediaType(header);
    } catch (InvalidMediaTypeException e) {
      return null;
    }
  }
}
