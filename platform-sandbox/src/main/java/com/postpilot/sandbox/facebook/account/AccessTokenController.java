package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.graph.GraphApi;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.traffic.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Tokens for codes, and longer-lived tokens for tokens. */
@GraphApi
class AccessTokenController {

  private final FacebookDoor door;
  private final Credentials credentials;
  private final FacebookApp app;

  AccessTokenController(FacebookDoor door, Credentials credentials, FacebookApp app) {
    this.door = door;
    this.credentials = credentials;
    this.app = app;
  }

  record TokenResponse(String accessToken, String tokenType, @Nullable Long expiresIn) {}

  @RequestMapping(
      path = {
        "/fb-graph/oauth/access_token",
        "/fb-graph/{version:v[0-9]+\\.[0-9]+}/oauth/access_token"
      },
      method = {RequestMethod.GET, RequestMethod.POST})
  TokenResponse token(GraphRequest request) {
    var traded = request.parameter("code").or(() -> request.parameter("fb_exchange_token"));
    return door.enterAsApp(request, Operation.TOKEN, traded.orElse(null), () -> respond(request));
  }

  private TokenResponse respond(GraphRequest request) {
    if (!request.required("client_id").equals(app.clientId())) {
      throw GraphError.of(
          101, "Error validating application. Cannot get application info due to a system error.");
    }
    if (!request.required("client_secret").equals(app.clientSecret())) {
      throw GraphError.of(1, "Error validating client secret.");
    }
    return switch (request.parameter("grant_type").orElse("authorization_code")) {
      case "authorization_code" ->
          respond(credentials.redeem(request.required("code"), request.required("redirect_uri")));
      case "fb_exchange_token" ->
          respond(credentials.exchange(request.required("fb_exchange_token")));
      case "client_credentials" -> new TokenResponse(app.appToken(), "bearer", null);
      default -> throw GraphError.invalidParameter("Unsupported grant_type");
    };
  }

  private TokenResponse respond(UserToken token) {
    return new TokenResponse(token.value(), "bearer", credentials.secondsLeft(token));
  }
}
