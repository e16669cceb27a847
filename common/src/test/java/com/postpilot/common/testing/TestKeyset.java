package com.postpilot.common.testing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** A fresh key-encryption key for one run of tests. */
final class TestKeyset {
  static final String BASE64 = generate();

  private TestKeyset() {}

  @SuppressWarnings("deprecation") // the registry-free form cannot generate keys
  private static String generate() {
    try {
      AeadConfig.register();
      var keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      var json = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
      return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
