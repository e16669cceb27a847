package com.postpilot.account.limits;

import com.postpilot.account.social.AccountDirectory;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an account may publish: to services as it is, to composers as far as TikTok wants it shown.
 */
@RestController
class LimitsController {
  private final LimitsAsked limits;
  private final AccountDirectory directory;

  LimitsController(LimitsAsked limits, AccountDirectory directory) {
    this.limits = limits;
    this.directory = directory;
  }

  @GetMapping("/internal/workspaces/{workspaceId}/accounts/{accountId}/publishing-limits")
  PublishingLimits publishingLimits(@PathVariable UUID workspaceId, @PathVariable UUID accountId) {
    return limits.of(workspaceId, accountId);
  }

  @GetMapping("/api/v1/accounts/{id}/creator-info")
  PublishingLimits.Creator creatorInfo(Caller caller, @PathVariable UUID id) {
    var account =
        directory
            .state(caller.workspaceId(), id)
            .orElseThrow(() -> Problem.notFound("account", id));
    if (account.platform() != Platform.TIKTOK) {
      throw Problem.of(
          ProblemCode.STATE_CONFLICT,
          "Only TikTok accounts have this; it is one of " + account.platform().displayName() + ".");
    }
    var creator = limits.of(caller.workspaceId(), id).creator();
    if (creator == null) {
      throw new IllegalStateException("Nothing of a creator for account " + id);
    }
    return creator;
  }
}
