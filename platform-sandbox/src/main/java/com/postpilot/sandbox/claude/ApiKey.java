package com.postpilot.sandbox.claude;

import com.postpilot.sandbox.journal.Chapter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The customer's key, as long as it is good. */
@Component
class ApiKey implements Chapter<KeyRevoked> {

  private static final String BEARER = "Bearer ";

  private final ClaudeAccount account;
  private volatile boolean revoked;

  ApiKey(ClaudeAccount account) {
    this.account = account;
  }

  /**
   * Of two keys {@code x-api-key} counts.
   *
   * @throws ClaudeError 401 if it is not the customer's
   */
  void check(@Nullable String apiKey, @Nullable String authorization) {
    var key =
        Optional.ofNullable(apiKey)
            .or(
                () ->
                    Optional.ofNullable(authorization)
                        .filter(header -> header.startsWith(BEARER))
                        .map(header -> header.substring(BEARER.length())))
            .orElseThrow(
                () ->
                    ClaudeError.of(ErrorType.AUTHENTICATION_ERROR, "x-api-key header is required"));
    if (revoked || !key.equals(account.apiKey())) {
      throw ClaudeError.of(ErrorType.AUTHENTICATION_ERROR, "invalid x-api-key");
    }
  }

  @Override
  public Class<KeyRevoked> facts() {
    return KeyRevoked.class;
  }

  @Override
  public void apply(KeyRevoked fact) {
    revoked = true;
  }

  @Override
  public void clear() {
    revoked = false;
  }
}
