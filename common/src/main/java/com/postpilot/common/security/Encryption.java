package com.postpilot.common.security;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;

/**
 * AES-256-GCM by Tink for what must not stand in the database in the clear. Each ciphertext is
 * bound to its owner (associated data): moved to another row it does not decrypt. A keyset may hold
 * several keys, so that keys rotate without a pause.
 */
public final class Encryption {
  private final Aead aead;

  /**
   * @param keyset base64 of a Tink JSON keyset
   * @throws IllegalArgumentException if it is none; the message does not repeat it
   */
  public Encryption(String keyset) {
    try {
      var configuration = AeadConfig2026.get();
      var json = new String(Base64.getDecoder().decode(keyset.strip()), StandardCharsets.UTF_8);
      this.aead =
          TinkJsonProtoKeysetFormat.parseKeyset(json, configuration, InsecureSecretKeyAccess.get())
              .getPrimitive(configuration, Aead.class);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "POSTPILOT_ENCRYPTION_KEYSET is not the base64 of a Tink AEAD keyset in JSON");
    }
  }

  public byte[] encrypt(String secret, UUID owner) {
    try {
      return aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), associatedData(owner));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Encryption failed", e);
    }
  }

  /**
   * @throws IllegalStateException if it was encrypted for another owner or with a key that is gone
   */
  public String decrypt(byte[] ciphertext, UUID owner) {
    try {
      return new String(aead.decrypt(ciphertext, associatedData(owner)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("What is stored for " + owner + " does not decrypt", e);
    }
  }

  private static byte[] associatedData(UUID owner) {
    return owner.toString().getBytes(StandardCharsets.UTF_8);
  }
}
