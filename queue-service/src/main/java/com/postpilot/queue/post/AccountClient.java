package com.postpilot.queue.post;

import com.postpilot.common.contract.Platform;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Which platform an account is of decides which caption it gets. */
@FeignClient(name = "account-service")
interface AccountClient {

  record LookupRequest(Collection<UUID> accountIds) {}

  record LookupResponse(List<Found> accounts) {}

  record Found(UUID id, Platform platform) {}

  /** Only those of that workspace. */
  @PostMapping("/internal/workspaces/{workspaceId}/accounts/lookup")
  LookupResponse lookup(@PathVariable UUID workspaceId, @RequestBody LookupRequest request);
}
