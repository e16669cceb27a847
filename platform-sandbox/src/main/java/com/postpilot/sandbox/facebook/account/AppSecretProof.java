package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.callback.Signature;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphRequest;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** The {@code appsecret_proof} by which a client shows that a token was not stolen from it. */
@Component
class AppSecretProof {

  private final FacebookApp app;

  AppSecretProof(FacebookApp app) {
    this.app = app;
  }

  /** A proof may be missing, but not be wrong. */
  void check(String token, GraphRequest request) {
    var right = HexFormat.of().formatHex(Signature.hmacSha256(app.clientSecret(), token));
    if (!request.parameter("appsecret_proof").orElse(right).equals(right)) {
      throw GraphError.of(100, "Invalid appsecret_proof provided in the API argument");
    }
  }
}
