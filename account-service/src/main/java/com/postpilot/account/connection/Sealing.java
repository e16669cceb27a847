package com.postpilot.account.connection;

import com.postpilot.account.oauth.Ciphertext;
import com.postpilot.account.oauth.Exchange;
import com.postpilot.account.oauth.Secret;
import com.postpilot.common.security.Encryption;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Candidates with their tokens, and verifiers, encrypted for the connection in which they wait. */
@Component
class Sealing {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Encryption encryption;

  Sealing(Encryption encryption) {
    this.encryption = encryption;
  }

  byte[] seal(UUID connectionId, List<Exchange.Candidate> candidates) {
    return encryption.encrypt(JSON.writeValueAsString(candidates), connectionId);
  }

  byte[] seal(UUID connectionId, Secret verifier) {
    return encryption.encrypt(verifier.value(), connectionId);
  }

  Secret openVerifier(UUID connectionId, Ciphertext sealed) {
    return new Secret(encryption.decrypt(sealed.bytes(), connectionId));
  }

  List<Exchange.Candidate> open(UUID connectionId, byte[] sealed) {
    return JSON.readValue(
        encryption.decrypt(sealed, connectionId), new TypeReference<List<Exchange.Candidate>>() {});
  }
}
