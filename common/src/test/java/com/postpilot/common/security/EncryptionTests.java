package com.postpilot.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EncryptionTests {
  @BeforeAll
  static void registerKeyCreators() throws GeneralSecurityException {
    AeadConfig.register();
  }

  private final UUID owner = UUID.randomUUID();

  @Test
  void whatWasEncryptedForAnOwnerComesBackForThatOwnerAlone() throws GeneralSecurityException {
    var encryption = new Encryption(base64(KeysetHandle.newBuilder().addEntry(key()).build()));

    var ciphertext = encryption.encrypt("a token", owner);

    assertThat(encryption.decrypt(ciphertext, owner)).isEqualTo("a token");
    assertThat(new String(ciphertext, StandardCharsets.ISO_8859_1)).doesNotContain("a token");
    assertThatThrownBy(() -> encryption.decrypt(ciphertext, UUID.randomUUID()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRotatedKeysetStillReadsWhatTheOldKeyWrote() throws GeneralSecurityException {
    var before = KeysetHandle.newBuilder().addEntry(key()).build();
    var after = KeysetHandle.newBuilder(before).addEntry(key()).build();
    var ciphertext = new Encryption(base64(before)).encrypt("a token", owner);

    assertThat(new Encryption(base64(after)).decrypt(ciphertext, owner)).isEqualTo("a token");
  }

  @Test
  void aKeysetThatIsNoneIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(() -> new Encryption("c2VjcmV0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("POSTPILOT_ENCRYPTION_KEYSET")
        .hasMessageNotContaining("c2VjcmV0")
        .hasNoCause();
  }

  private static KeysetHandle.Builder.Entry key() {
    return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
        .withRandomId()
        .makePrimary();
  }

  private static String base64(KeysetHandle keyset) throws GeneralSecurityException {
    var json =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
