package com.postpilot.account.access;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often platforms are asked how accounts are.
 *
 * @param every the time between two checks of one account
 * @param jitter what that varies by, in both directions
 * @param retryAfter when the platform gave no answer
 */
@ConfigurationProperties("postpilot.account.checkup")
@Validated
record CheckupProperties(
    @NotNull @DefaultValue("6h") Duration every,
    @DecimalMin("0") @DecimalMax("0.5") @DefaultValue("0.2") double jitter,
    @NotNull @DefaultValue("15m") Duration retryAfter) {}
