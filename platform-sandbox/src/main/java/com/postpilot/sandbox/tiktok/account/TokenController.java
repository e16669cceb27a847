package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.fault.FaultKind;
import com.postpilot.sandbox.fault.Gate;
import com.postpilot.sandbox.fault.InjectedFault;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.tiktok.api.Envelope;
import com.postpilot.sandbox.traffic.Account;
import com.postpilot.sandbox.traffic.Call;
import com.postpilot.sandbox.traffic.ClientConnection;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes about tokens, which have no envelope and errors of their own shape. */
@RestController
@RequestMapping("/tiktok/v2/oauth")
class TokenController {

  private final Gate gate;
  private final Sessions sessions;
  private final TikTokApp app;
  private final CurrentLimits limits;
  private final SandboxClock clock;

  TokenController(
      Gate gate, Sessions sessions, TikTokApp app, CurrentLimits limits, SandboxClock clock) {
    this.gate = gate;
    this.sessions = sessions;
    this.app = app;
    this.limits = limits;
    this.clock = clock;
  }

  record TokenResponse(
      String accessToken,
      long expiresIn,
      String openId,
      long refreshExpiresIn,
      String refreshToken,
      String scope,
      String tokenType) {}

  record RefusalResponse(String error, String errorDescription, String logId) {}

  @PostMapping("/token/")
  TokenResponse token(@RequestParam Map<String, String> form, HttpServletRequest request) {
    return "refresh_token".equals(form.get("grant_type"))
        ? pass(
            Operation.REFRESH,
            sessions.holder(form.getOrDefault("refresh_token", "")),
            request,
            () -> renew(form))
        : pass(
            Operation.TOKEN,
            sessions.giver(form.getOrDefault("code", "")),
            request,
            () -> open(form));
  }

  /** Answers nothing, also when there was nothing to revoke. */
  @PostMapping("/revoke/")
  ResponseEntity<Void> revoke(@RequestParam Map<String, String> form, HttpServletRequest request) {
    return pass(
        Operation.REVOKE,
        sessions.holder(form.getOrDefault("token", "")),
        request,
        () -> {
          requireApp(form);
          sessions.end(required(form, "token"));
          return ResponseEntity.ok().build();
        });
  }

  private <T> T pass(
      Operation operation,
      Optional<Account> account,
      HttpServletRequest request,
      Supplier<T> apply) {
    var call =
        new Call(
            Platform.TIKTOK,
            operation,
            account.orElse(null),
            ClientConnection.of(request),
            () -> account.ifPresent(known -> sessions.endAll(known.id())));
    return gate.pass(
        call,
        twist -> {
          requireForm(request);
          return apply.get();
        });
  }

  private TokenResponse open(Map<String, String> form) {
    requireApp(form);
    if (!required(form, "grant_type").equals("authorization_code")) {
      throw new LoginRefusal("unsupported_grant_type", "Grant type is not supported.");
    }
    return respond(
        sessions.open(
            required(form, "code"), required(form, "redirect_uri"), form.get("code_verifier")));
  }

  private TokenResponse renew(Map<String, String> form) {
    requireApp(form);
    return respond(sessions.renew(required(form, "refresh_token")));
  }

  private static void requireForm(HttpServletRequest request) {
    var contentType = request.getContentType();
    if (contentType == null
        || !contentType.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
      throw LoginRefusal.invalidRequest(
          "Only `application/x-www-form-urlencoded` is accepted as Content-Type.");
    }
  }

  private void requireApp(Map<String, String> form) {
    if (!required(form, "client_key").equals(app.clientKey())
        || !required(form, "client_secret").equals(app.clientSecret())) {
      throw new LoginRefusal("invalid_client", "Client key or secret is incorrect.");
    }
  }

  private static String required(Map<String, String> form, String name) {
    var value = form.get(name);
    if (value == null || value.isBlank()) {
      throw LoginRefusal.invalidRequest("The request parameters are malformed: " + name);
    }
    return value;
  }

  private TokenResponse respond(Session session) {
    return new TokenResponse(
        session.accessToken(),
        secondsUntil(session.accessEndsAt()),
        session.openId(),
        secondsUntil(session.refreshEndsAt()),
        session.refreshToken(),
        Scope.join(session.scopes()),
        "Bearer");
  }

  /** Rounded, so that a life that begins now is whole. */
  private long secondsUntil(Instant end) {
    return Duration.between(clock.instant(), end).plusMillis(500).toSeconds();
  }

  @ExceptionHandler
  ResponseEntity<RefusalResponse> handle(LoginRefusal refusal) {
    var status = limits.tiktok().tokenErrorsAsOk() ? 200 : 400;
    return refuse(status, refusal.error(), String.valueOf(refusal.getMessage()));
  }

  /** An error by name is one of the route's own; an error code is taken for an HTTP status. */
  @ExceptionHandler
  ResponseEntity<RefusalResponse> handle(InjectedFault.Failure failure) {
    var fault = failure.fault();
    var description = "The sandbox was told to answer this";
    if (fault.errorName() != null) {
      return refuse(
          fault.errorCode() == null ? 400 : fault.errorCode(), fault.errorName(), description);
    }
    if (fault.kind() == FaultKind.TOKEN_REVOKED) {
      return handle(LoginRefusal.invalidGrant("Refresh token is invalid or expired."));
    }
    if (fault.kind() == FaultKind.RATE_LIMITED) {
      return refuse(429, "rate_limit_exceeded", description);
    }
    return refuse(fault.errorCode() == null ? 500 : fault.errorCode(), "server_error", description);
  }

  private static ResponseEntity<RefusalResponse> refuse(
      int status, String error, String description) {
    return ResponseEntity.status(status)
        .body(new RefusalResponse(error, description, Envelope.logId()));
  }
}
