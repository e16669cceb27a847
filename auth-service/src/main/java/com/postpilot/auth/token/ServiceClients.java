package com.postpilot.auth.token;

import com.postpilot.auth.Secret;
import java.security.MessageDigest;
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
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, client -> new Secret(client.getValue()).hash()));
  }

  boolean knows(String id, String secret) {
    return MessageDigest.isEqual(hashes.getOrDefault(id, NOBODYS), new Secret(secret).hash());
  }
}
