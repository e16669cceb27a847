package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.fault.Gate;
import com.postpilot.sandbox.fault.InjectedFault;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.traffic.Call;
import com.postpilot.sandbox.traffic.ClientConnection;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The one route of api.instagram.com. */
@RestController
class CodeExchangeController {

  private final Gate gate;
  private final Tokens tokens;
  private final InstagramApp app;
  private final CurrentLimits limits;

  CodeExchangeController(Gate gate, Tokens tokens, InstagramApp app, CurrentLimits limits) {
    this.gate = gate;
    this.tokens = tokens;
    this.app = app;
    this.limits = limits;
  }

  record WrappedResponse(List<WrappedToken> data) {}

  record WrappedToken(String accessToken, String userId, String permissions) {}

  record FlatResponse(String accessToken, long userId, List<Scope> permissions) {}

  record RefusalResponse(String errorType, int code, String errorMessage) {}

  @PostMapping(
      path = "/ig-api/oauth/access_token",
      consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
  Object exchange(@RequestParam Map<String, String> form, HttpServletRequest request) {
    var call =
        new Call(
            Platform.INSTAGRAM,
            Operation.TOKEN,
            tokens.giver(form.getOrDefault("code", "")).orElse(null),
            ClientConnection.of(request),
            () -> {});
    return gate.pass(call, twist -> exchange(form));
  }

  private Object exchange(Map<String, String> form) {
    if (!app.clientId().equals(form.get("client_id"))) {
      throw new OAuthRefusal("Invalid platform app");
    }
    if (!app.clientSecret().equals(form.get("client_secret"))) {
      throw new OAuthRefusal("Error validating client secret.");
    }
    if (!"authorization_code".equals(form.get("grant_type"))) {
      throw new OAuthRefusal("Invalid grant_type");
    }
    var token = tokens.redeem(required(form, "code"), required(form, "redirect_uri"));
    return limits.instagram().flatTokenAnswer() ? flat(token) : wrapped(token);
  }

  private static String required(Map<String, String> form, String name) {
    var value = form.get(name);
    if (value == null || value.isBlank()) {
      throw new OAuthRefusal("Missing required field " + name);
    }
    return value;
  }

  private static WrappedResponse wrapped(AccessToken token) {
    return new WrappedResponse(
        List.of(new WrappedToken(token.value(), token.profileId(), Scope.join(token.scopes()))));
  }

  private static FlatResponse flat(AccessToken token) {
    return new FlatResponse(
        token.value(), Long.parseLong(token.profileId()), List.copyOf(token.scopes()));
  }

  @ExceptionHandler
  ResponseEntity<RefusalResponse> handle(OAuthRefusal refusal) {
    return ResponseEntity.status(refusal.status())
        .body(
            new RefusalResponse(
                "OAuthException", refusal.status(), String.valueOf(refusal.getMessage())));
  }

  /** This host knows no codes but HTTP's: a fault's error code is taken for one. */
  @ExceptionHandler
  ResponseEntity<RefusalResponse> handle(InjectedFault.Failure failure) {
    var status = Objects.requireNonNullElse(failure.fault().errorCode(), 500);
    return handle(new OAuthRefusal(status, "The sandbox was told to answer this"));
  }
}
