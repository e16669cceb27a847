package com.postpilot.account.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that a platform and our app there share, and what each signs with it. */
public record AppSecret(String value) {

  /** The {@code appsecret_proof} that Meta wants beside an access token: lower-case hex. */
  public String proof(Secret token) {
    return HexFormat.of().formatHex(hmac(token.value().getBytes(StandardCharsets.UTF_8)));
  }

  public boolean hasSigned(byte[] message, byte[] signature) {
    return MessageDigest.isEqual(signature, hmac(message));
  }

  private byte[] hmac(byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "AppSecret[…]";
  }
}
