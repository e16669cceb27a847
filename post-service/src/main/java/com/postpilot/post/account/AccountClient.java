package com.postpilot.post.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
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
      @Nullable Instant tokenExpiresAt,
      long generation) {}

  /**
   * @param quota null where the platform counts none
   * @param creator of a TikTok account
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record LimitsResponse(@Nullable PublishingQuota quota, @Nullable CreatorInfo creator) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record PublishingQuota(long used, long total, long windowSeconds) {}

  /**
   * @param canPost if not, nothing else is told but the reason
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record CreatorInfo(
      @Nullable String nickname,
      List<String> privacyLevelOptions,
      boolean commentDisabled,
      boolean duetDisabled,
      boolean stitchDisabled,
      @Nullable Long maxVideoDurationSeconds,
      boolean canPost,
      @Nullable String reason) {}

  /** Only those of that workspace; an id that is missing in the answer is not one of its own. */
  @PostMapping("/internal/workspaces/{workspaceId}/accounts/lookup")
  LookupResponse lookup(@PathVariable UUID workspaceId, @RequestBody LookupRequest request);

  /** What the platform says of the account at this moment; account-service asks it. */
  @GetMapping("/internal/workspaces/{workspaceId}/accounts/{accountId}/publishing-limits")
  LimitsResponse publishingLimits(@PathVariable UUID workspaceId, @PathVariable UUID accountId);
}
