package com.postpilot.account.social;

import com.postpilot.common.contract.Plan;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What workspaces may do.
 *
 * @param defaultPlan of a workspace without a subscription
 * @param upgradeUrl where a person gets a larger plan
 */
@ConfigurationProperties("postpilot.entitlements")
@Validated
record Entitlements(@NotNull Plan defaultPlan, @NotBlank String upgradeUrl) {

  /** Refuses the account that would be the one too many. */
  void checkAccounts(int connected) {
    var limit = defaultPlan.accounts();
    if (limit != null && connected >= limit) {
      throw reached(
          "Your plan allows " + limit + " connected account" + (limit == 1 ? "." : "s."),
          limit,
          connected);
    }
  }

  /** Refuses the platform that would be the one too many. */
  void checkPlatforms(int inUse) {
    var limit = defaultPlan.platforms();
    if (limit != null && inUse >= limit) {
      throw reached(
          "Your plan allows " + limit + " platform" + (limit == 1 ? "." : "s."), limit, inUse);
    }
  }

  private Problem reached(String detail, int limit, int used) {
    return Problem.of(ProblemCode.PLAN_LIMIT_REACHED, detail)
        .with("limit", limit)
        .with("used", used)
        .with("resets_at", null)
        .with("upgrade_url", upgradeUrl);
  }
}
