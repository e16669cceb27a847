package com.postpilot.publisher.token;

import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

@FeignClient(name = "account-service", url = "${postpilot.account-url}", primary = false)
interface AccountClient {
  record TokenResponse(String accessToken, String externalId, long generation) {
    @Override
    public String toString() {
      return "TokenResponse[externalId=" + externalId + "]";
    }
  }

  record RejectedRequest(long generation, String errorCode) {}

  @PostMapping("/internal/workspaces/{workspaceId}/accounts/{accountId}/token")
  TokenResponse token(@PathVariable UUID workspaceId, @PathVariable UUID accountId);

  @PostMapping("/internal/workspaces/{workspaceId}/accounts/{accountId}/token/rejected")
  void rejected(
      @PathVariable UUID workspaceId,
      @PathVariable UUID accountId,
      @RequestBody RejectedRequest request);
}
