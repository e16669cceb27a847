package com.postpilot.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The services that may have tokens, and the hashes of their secrets. */
@Component
class ServiceClients {
  private static final byte[] NOBODYS = new byte[32];

  private final Map<String, byte[]> hashes;

  ServiceClients(TokenProperties properties) {
    hashes =
        properties.serviceClients().entrySet().stream()
            .filter(client -> !client.getValue().isBlank())
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, client -> hash(client.getValue())));
  }

  boolean knows(String id, String secret) {
    return MessageDigest.isEqual(hashes.getOrDefault(id, NOBODYS), hash(secret));
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
