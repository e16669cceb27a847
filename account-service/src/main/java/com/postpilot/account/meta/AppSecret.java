package com.postpilot.account.meta;

import com.postpilot.account.oauth.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that Meta and an app share, and what each signs with it. */
public record AppSecret(String value) {

  /** The {@code appsecret_proof} that goes with an access token: lower-case hex. */
  public String proof(Secret token) {
    return HexFormat.of().formatHex(hmac(token.value()));
  }

  byte[] hmac(String message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "AppSecret[…]";
  }
}
