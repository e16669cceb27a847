package com.postpilot.account.token;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When tokens are renewed.
 *
 * @param share of a token's lifetime after which it is renewed
 * @param jitter what that share varies by, in both directions, so that tokens that came together do
 *     not go together
 * @param margin a token with less than this left (or a tenth of its life) is renewed before it is
 *     given out
 * @param expiringBefore with less than this left (or a fifth of its life) an account is EXPIRING
 * @param lease within which a renewal is over, or counts as lost with its process
 * @param patience for which a request waits while another one renews the token
 * @param retryAfter the first pause after a failed attempt; it doubles up to an hour
 * @param grace after its end a token that could not be renewed is given up
 */
@ConfigurationProperties("postpilot.account.refresh")
@Validated
public record RefreshProperties(
    @DecimalMin("0.1") @DecimalMax("0.85") @DefaultValue("0.6") double share,
    @DecimalMin("0") @DecimalMax("0.1") @DefaultValue("0.05") double jitter,
    @NotNull @DefaultValue("5m") Duration margin,
    @NotNull @DefaultValue("10d") Duration expiringBefore,
    @NotNull @DefaultValue("30s") Duration lease,
    @NotNull @DefaultValue("4s") Duration patience,
    @NotNull @DefaultValue("10s") Duration retryAfter,
    @NotNull @DefaultValue("1h") Duration grace) {}
