package com.postpilot.auth.session;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The refresh token as a cookie that no script can read and that is sent to the auth routes alone.
 * A browser tells the origin of each request that could carry it; foreign pages are refused.
 */
@Component
class SessionCookie {
  static final String NAME = "postpilot_refresh";
  private static final String PATH = "/api/v1/auth";

  private final Duration lifetime;
  private final boolean secure;
  private final Set<String> origins;

  SessionCookie(SessionProperties properties) {
    lifetime = properties.idle();
    secure = "https".equals(properties.publicUrl().getScheme());
    origins = new HashSet<>(properties.allowedOrigins());
    origins.add(origin(properties.publicUrl()));
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getAuthority();
  }

  String holding(RefreshToken token) {
    return cookie(token.value(), lifetime);
  }

  String gone() {
    return cookie("", Duration.ZERO);
  }

  private String cookie(String value, Duration maxAge) {
    return ResponseCookie.from(NAME, value)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Strict")
        .path(PATH)
        .maxAge(maxAge)
        .build()
        .toString();
  }

  /**
   * The token that the browser sent along.
   *
   * @throws Problem 403 if a foreign page made it do so
   */
  Optional<RefreshToken> in(HttpServletRequest request) {
    var cookie = WebUtils.getCookie(request, NAME);
    if (cookie == null || cookie.getValue().isEmpty()) {
      return Optional.empty();
    }
    checkOrigin(request);
    return Optional.of(new RefreshToken(cookie.getValue()));
  }

  /**
   * A request without an origin comes from no browser.
   *
   * @throws Problem 403 for a page that is not ours
   */
  void checkOrigin(HttpServletRequest request) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !origins.contains(origin)) {
      throw Problem.of(ProblemCode.FORBIDDEN, "Pages of this origin may not use this session.");
    }
  }
}
