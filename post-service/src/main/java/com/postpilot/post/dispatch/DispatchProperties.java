package com.postpilot.post.dispatch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How due targets are handed over.
 *
 * @param batchSize rows claimed by one statement
 * @param pollInterval how long the dispatcher sleeps at most
 * @param announceAfter a claimed row that nobody announced for this long is announced again
 * @param outcomeAfter an announced row without an outcome for this long is announced again
 * @param stuckAfter due work without progress for this long turns readiness red
 * @param misfireWindow how late a publication may still start where a workspace chose nothing
 */
@ConfigurationProperties("postpilot.post.dispatch")
@Validated
public record DispatchProperties(
    @Min(1) @Max(5000) @DefaultValue("500") int batchSize,
    @NotNull @DefaultValue("200ms") Duration pollInterval,
    @NotNull @DefaultValue("5s") Duration announceAfter,
    @NotNull @DefaultValue("15m") Duration outcomeAfter,
    @NotNull @DefaultValue("30s") Duration stuckAfter,
    @NotNull @DefaultValue("60m") Duration misfireWindow) {}
