package com.postpilot.standalone;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Passwords and keys that the suite makes for itself at its first start and keeps in a file that
 * only its owner may read. The names are those of the environment variables that carry them.
 */
public final class Secrets {
  public static final String POSTGRES_PASSWORD = "POSTPILOT_POSTGRES_PASSWORD";
  static final String ENCRYPTION_KEYSET = "POSTPILOT_ENCRYPTION_KEYSET";
  static final String S3_ACCESS_KEY = "POSTPILOT_S3_ACCESS_KEY";
  static final String S3_SECRET_KEY = "POSTPILOT_S3_SECRET_KEY";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, String> byName;

  private Secrets(Map<String, String> byName) {
    this.byName = byName;
  }

  /** The secrets of the file; those that it lacks are made and added to it. */
  public static Secrets keptIn(Path file) {
    var kept = read(file);
    var all = new TreeMap<>(kept);
    recipes().forEach((name, recipe) -> all.computeIfAbsent(name, _ -> recipe.get()));
    if (!all.equals(kept)) {
      write(file, all);
    }
    return new Secrets(all);
  }

  /** The secret of that name. */
  public String get(String name) {
    return Objects.requireNonNull(byName.get(name), () -> "There is no secret " + name);
  }

  private static Map<String, Supplier<String>> recipes() {
    var recipes = new TreeMap<String, Supplier<String>>();
    recipes.put(POSTGRES_PASSWORD, Secrets::randomText);
    recipes.put(S3_ACCESS_KEY, Secrets::randomText);
    recipes.put(S3_SECRET_KEY, Secrets::randomText);
    recipes.put(ENCRYPTION_KEYSET, Secrets::newKeyset);
    for (var service : Service.values()) {
      service.databasePasswords().forEach(name -> recipes.put(name, Secrets::randomText));
    }
    Service.clients()
        .map(Service::clientSecret)
        .forEach(name -> recipes.put(name, Secrets::randomText));
    return recipes;
  }

  private static String randomText() {
    var bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String newKeyset() {
    try {
      var aead = AeadConfig2026.get();
      var keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, aead);
      var json =
          TinkJsonProtoKeysetFormat.serializeKeyset(keyset, aead, InsecureSecretKeyAccess.get());
      return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot make an AES key", e);
    }
  }

  private static Map<String, String> read(Path file) {
    var properties = new Properties();
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  /** Whole or not at all: a half-written file would lock the owner out of the data. */
  private static void write(Path file, Map<String, String> secrets) {
    var text =
        secrets.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(
                Collectors.joining(
                    "",
                    "# Made by PostPilot at its first start. Without this file the data are lost.\n",
                    ""));
    try {
      var parent = Objects.requireNonNull(file.toAbsolutePath().getParent());
      Files.createDirectories(parent);
      var ownerOnly = PosixFilePermissions.fromString("rw-------");
      var draft =
          Files.createTempFile(
              parent, "secrets", ".tmp", PosixFilePermissions.asFileAttribute(ownerOnly));
      Files.writeString(draft, text);
      try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
