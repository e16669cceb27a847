package com.postpilot.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {
  @TempDir Path directory;
  Path file;

  @BeforeEach
  void fileOfAFreshStart() {
    file = directory.resolve("home/secrets.properties");
  }

  @Test
  void theSecretsOfTheFirstStartStayTheSecretsOfEveryLaterOne() throws IOException {
    Secrets.keptIn(file);
    var first = Files.readString(file);

    Secrets.keptIn(file);

    assertThat(Files.readString(file)).isEqualTo(first);
  }

  @Test
  void onlyTheOwnerMayReadThem() throws IOException {
    Secrets.keptIn(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void noTwoSecretsAndNoTwoSuitesAreAlike() {
    var mine = Secrets.keptIn(file);
    var other = Secrets.keptIn(directory.resolve("other.properties"));

    assertThat(
            List.of(
                mine.get("POSTPILOT_DB_POST_APP_PASSWORD"),
                mine.get("POSTPILOT_DB_POST_OWNER_PASSWORD"),
                other.get("POSTPILOT_DB_POST_APP_PASSWORD")))
        .doesNotHaveDuplicates()
        .allSatisfy(secret -> assertThat(secret).hasSizeGreaterThanOrEqualTo(32));
  }

  @Test
  void aSecretThatALaterVersionNeedsIsAddedAndTheOthersStay() throws IOException {
    Secrets.keptIn(file);
    var all = Files.readAllLines(file);
    var before = all.stream().filter(line -> !line.startsWith("POSTPILOT_S3_")).toList();
    Files.write(file, before);

    var secrets = Secrets.keptIn(file);

    assertThat(Files.readAllLines(file)).containsAll(before).hasSameSizeAs(all);
    assertThat(secrets.get(Secrets.S3_SECRET_KEY)).isNotBlank();
  }

  @Test
  void whatTheKeysetSealedIsOpenedByTheOneReadBackFromTheFile() throws Exception {
    var sealed = keyset().encrypt("token".getBytes(StandardCharsets.UTF_8), new byte[0]);

    assertThat(keyset().decrypt(sealed, new byte[0])).asString().isEqualTo("token");
  }

  private Aead keyset() throws Exception {
    var json = Base64.getDecoder().decode(Secrets.keptIn(file).get(Secrets.ENCRYPTION_KEYSET));
    return TinkJsonProtoKeysetFormat.parseKeyset(
            new String(json, StandardCharsets.UTF_8),
            AeadConfig2026.get(),
            InsecureSecretKeyAccess.get())
        .getPrimitive(AeadConfig2026.get(), Aead.class);
  }
}
