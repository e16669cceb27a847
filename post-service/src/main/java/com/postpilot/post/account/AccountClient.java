package com.postpilot.post.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.postpilot.common.contract.Platform;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The internal routes of account-service that post-service asks. */
@FeignClient(name = "account-service", configuration = AccountClientRetries.class)
interface AccountClient {

  record LookupRequest(Collection<UUID> accountIds) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record LookupResponse(List<Found> accounts) {}

  /**
   * @param status {@code CONNECTED | DISCONNECTED}
   * @param health {@code OK | EXPIRING | NEEDS_REAUTH | RESTRICTED}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Found(
      UUID id,
      Platform platform,
      String externalId,
      String handle,
      String status,
      @Nullable String health,
      long generation) {}

  /** Only those of that workspace; an id that is missing in the answer is not one of its own. */
  @PostMapping("/internal/workspaces/{workspaceId}/accounts/lookup")
  LookupResponse lookup(@PathVariable UUID workspaceId, @RequestBody LookupRequest request);
}
