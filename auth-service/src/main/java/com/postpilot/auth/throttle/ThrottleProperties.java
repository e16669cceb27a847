package com.postpilot.auth.throttle;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often somebody may try; the values are in {@code auth-service.yml}. A bucket refills all the
 * time, so that no refusal lasts.
 *
 * @param here failed log-ins to one account from one address
 * @param anywhere failed log-ins to one account from addresses that are new to it
 * @param address failed log-ins from one address to any account
 * @param registration registrations from one address, those that fail too
 * @param mailReceived mails that others have sent to one address
 * @param mailAsked mails that somebody at one address has sent to any
 * @param familiarFor how long an address counts as the account's own after a log-in
 */
@ConfigurationProperties("postpilot.auth.throttle")
@Validated
record ThrottleProperties(
    @NotNull @Valid Limit here,
    @NotNull @Valid Limit anywhere,
    @NotNull @Valid Limit address,
    @NotNull @Valid Limit registration,
    @NotNull @Valid Limit mailReceived,
    @NotNull @Valid Limit mailAsked,
    @DefaultValue("30d") Duration familiarFor) {

  /**
   * @param burst how many at once
   * @param refill how long one more takes
   */
  record Limit(@Min(1) int burst, @NotNull Duration refill) {}
}
