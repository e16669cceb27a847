package com.postpilot.queue.quota;

import com.postpilot.common.contract.Plan;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param defaultPlan of a workspace without a subscription
 * @param upgradeUrl where its owner gets more
 */
@ConfigurationProperties("postpilot.entitlements")
@Validated
record EntitlementProperties(@NotNull Plan defaultPlan, @NotNull URI upgradeUrl) {}
