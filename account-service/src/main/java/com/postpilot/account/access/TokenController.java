package com.postpilot.account.access;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hands tokens to the services that call the platforms, and hears what became of them. */
@RestController
@RequestMapping("/internal/workspaces/{workspaceId}/accounts/{accountId}/token")
class TokenController {
  private final UsableTokens tokens;
  private final Rejections rejections;

  TokenController(UsableTokens tokens, Rejections rejections) {
    this.tokens = tokens;
    this.rejections = rejections;
  }

  record TokenResponse(
      String accessToken,
      String externalId,
      Platform platform,
      long generation,
      @Nullable Instant expiresAt) {

    static TokenResponse of(UsableTokens.UsableToken usable) {
      return new TokenResponse(
          usable.keys().access().value(),
          usable.account().externalId(),
          usable.account().platform(),
          usable.token().generation(),
          usable.token().expiresAt());
    }

    /** Spring logs answers at DEBUG. */
    @Override
    public String toString() {
      return "TokenResponse[" + platform + " " + externalId + "]";
    }
  }

  /**
   * @param generation that came with the token
   * @param errorCode the platform's own, such as {@code 190/463}
   */
  record TokenRejectedRequest(
      @NotNull @Positive Long generation, @NotBlank @Size(max = 100) String errorCode) {}

  @PostMapping
  TokenResponse token(@PathVariable UUID workspaceId, @PathVariable UUID accountId) {
    return TokenResponse.of(tokens.get(workspaceId, accountId));
  }

  @PostMapping("/rejected")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void rejected(
      @PathVariable UUID workspaceId,
      @PathVariable UUID accountId,
      @Valid @RequestBody TokenRejectedRequest request) {
    if (!rejections.reject(workspaceId, accountId, request.generation(), request.errorCode())) {
      throw Problem.notFound("account", accountId);
    }
  }
}
