package com.postpilot.account.connection;

import com.postpilot.common.web.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where browsers may be sent after the callback: nowhere but to origins that are configured. */
@Component
class ReturnAddresses {
  private final Set<String> origins;
  private final @Nullable URI dashboard;

  ReturnAddresses(ConnectionProperties properties) {
    this.origins =
        properties.returnOrigins().stream()
            .map(ReturnAddresses::origin)
            .collect(Collectors.toUnmodifiableSet());
    this.dashboard = properties.dashboardUrl();
  }

  /**
   * @throws Problem 422 on {@code return_to}
   */
  String allowed(String returnTo) {
    URI uri;
    try {
      uri = new URI(returnTo);
    } catch (URISyntaxException e) {
      throw Problem.invalid("return_to", "invalid", "This is not a URL.");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw Problem.invalid(
          "return_to", "invalid", "This must be a URL with a host, without user or fragment.");
    }
    if (!origins.contains(origin(uri))) {
      throw Problem.invalid("return_to", "not_allowed", "This origin is not configured.");
    }
    return uri.toASCIIString();
  }

  /** Where the browser goes with the outcome; empty: it stays with us. */
  Optional<URI> after(@Nullable String returnTo, UUID connectionId) {
    var target = returnTo != null ? returnTo : dashboard != null ? dashboard.toASCIIString() : null;
    return Optional.ofNullable(target)
        .map(
            url ->
                URI.create(
                    url + (url.contains("?") ? "&" : "?") + "connection_id=" + connectionId));
  }

  private static String origin(URI uri) {
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int port = uri.getPort();
    if (port == -1) {
      port =
          switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1; // of another scheme no origin is configured
          };
    }
    return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }
}
