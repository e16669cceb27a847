package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.graph.GraphApi;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.traffic.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The two token routes of graph.instagram.com, which have no version. */
@GraphApi
@RequestMapping("/ig-graph")
class LongLivedTokenController {

  private final GraphDoor door;
  private final Tokens tokens;
  private final InstagramApp app;

  LongLivedTokenController(GraphDoor door, Tokens tokens, InstagramApp app) {
    this.door = door;
    this.tokens = tokens;
    this.app = app;
  }

  record TokenResponse(String accessToken, String tokenType, long expiresIn) {}

  @GetMapping("/access_token")
  TokenResponse exchange(GraphRequest request) {
    return door.enterWithToken(
        request,
        Operation.TOKEN,
        () -> {
          requireGrant(request, "ig_exchange_token");
          if (!request.required("client_secret").equals(app.clientSecret())) {
            throw GraphError.of(1, "Error validating client secret.");
          }
          return respond(tokens.exchange(request.required("access_token")));
        });
  }

  @GetMapping("/refresh_access_token")
  TokenResponse refresh(GraphRequest request) {
    return door.enterWithToken(
        request,
        Operation.REFRESH,
        () -> {
          requireGrant(request, "ig_refresh_token");
          return respond(tokens.refresh(request.required("access_token")));
        });
  }

  private static void requireGrant(GraphRequest request, String grantType) {
    if (!request.required("grant_type").equals(grantType)) {
      throw GraphError.invalidParameter("Unsupported grant_type");
    }
  }

  private TokenResponse respond(AccessToken token) {
    return new TokenResponse(token.value(), "bearer", tokens.secondsLeft(token));
  }
}
