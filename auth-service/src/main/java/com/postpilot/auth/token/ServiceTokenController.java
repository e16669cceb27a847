package com.postpilot.auth.token;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * RFC 6749 client credentials for services. Not a {@code RestController}: those refuse parameters
 * that they do not know and answer problems, OAuth ignores them and has answers of its own.
 */
@Controller
class ServiceTokenController {
  private static final String BASIC = "Basic ";

  private final ServiceClients clients;
  private final AccessTokens tokens;

  ServiceTokenController(ServiceClients clients, AccessTokens tokens) {
    this.clients = clients;
    this.tokens = tokens;
  }

  private record Credentials(String id, String secret) {
    @Override
    public String toString() {
      return "Credentials[" + id + "]";
    }
  }

  /** What is wrong with the request, in the words of RFC 6749 section 5.2. */
  private static final class Refusal extends Exception {
    private final HttpStatus status;
    private final String error;

    Refusal(HttpStatus status, String error, String description) {
      super(description);
      this.status = status;
      this.error = error;
    }

    static Refusal invalidRequest(String description) {
      return new Refusal(HttpStatus.BAD_REQUEST, "invalid_request", description);
    }
  }

  @PostMapping("/oauth2/token")
  ResponseEntity<Map<String, Object>> token(HttpServletRequest request) {
    try {
      return answer(HttpStatus.OK, issue(request));
    } catch (Refusal refusal) {
      var body = new LinkedHashMap<String, Object>();
      body.put("error", refusal.error);
      body.put("error_description", refusal.getMessage());
      return answer(refusal.status, body);
    }
  }

  private Map<String, Object> issue(HttpServletRequest request) throws Refusal {
    if (request.getQueryString() != null) {
      throw Refusal.invalidRequest("Parameters belong into the body");
    }
    var credentials = credentials(request);
    if (!clients.knows(credentials.id(), credentials.secret())) {
      throw new Refusal(HttpStatus.UNAUTHORIZED, "invalid_client", "Unknown client or secret");
    }
    var grantType =
        single(request, "grant_type")
            .orElseThrow(() -> Refusal.invalidRequest("grant_type is missing"));
    if (!grantType.equals("client_credentials")) {
      throw new Refusal(
          HttpStatus.BAD_REQUEST, "unsupported_grant_type", "Only client_credentials is supported");
    }
    var scope = single(request, "scope").orElse(AccessTokens.INTERNAL);
    if (!scope.equals(AccessTokens.INTERNAL)) {
      throw new Refusal(HttpStatus.BAD_REQUEST, "invalid_scope", "Only internal is granted");
    }
    var token = tokens.forService(credentials.id());
    var body = new LinkedHashMap<String, Object>();
    body.put("access_token", token.value());
    body.put("token_type", "Bearer");
    body.put("expires_in", token.lifetime().toSeconds());
    body.put("scope", scope);
    return body;
  }

  private static Credentials credentials(HttpServletRequest request) throws Refusal {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    var id = single(request, "client_id");
    var secret = single(request, "client_secret");
    if (header == null) {
      if (id.isEmpty() || secret.isEmpty()) {
        throw new Refusal(
            HttpStatus.UNAUTHORIZED, "invalid_client", "Client credentials are missing");
      }
      return new Credentials(id.get(), secret.get());
    }
    if (secret.isPresent()) {
      throw Refusal.invalidRequest("More than one way to authenticate was used");
    }
    return basic(header);
  }

  private static Credentials basic(String header) throws Refusal {
    try {
      if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
        var pair =
            new String(
                Base64.getDecoder().decode(header.substring(BASIC.length()).strip()),
                StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        if (colon > 0) {
          return new Credentials(
              decoded(pair.substring(0, colon)), decoded(pair.substring(colon + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      // neither Base64 nor form encoding: refused below
    }
    throw new Refusal(HttpStatus.UNAUTHORIZED, "invalid_client", "The credentials cannot be read");
  }

  /** RFC 6749 section 2.3.1: form-encoded before it becomes Basic. */
  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Optional<String> single(HttpServletRequest request, String name) throws Refusal {
    String @Nullable [] values = request.getParameterValues(name);
    if (values == null || (values.length == 1 && values[0].isEmpty())) {
      return Optional.empty();
    }
    if (values.length > 1) {
      throw Refusal.invalidRequest(name + " is given more than once");
    }
    return Optional.of(values[0]);
  }

  private static ResponseEntity<Map<String, Object>> answer(
      HttpStatus status, Map<String, Object> body) {
    var answer = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    if (status == HttpStatus.UNAUTHORIZED) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"postpilot\"");
    }
    return answer.body(body);
  }
}
