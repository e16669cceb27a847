package com.postpilot.auth.mail;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The SMTP server itself is in {@code spring.mail}.
 *
 * @param from who writes, as in {@code PostPilot <no-reply@example.com>}
 * @param dashboardUrl where links lead to
 * @param lease how long one process has for a mail that it took to send
 * @param firstPause before the second attempt; it doubles from attempt to attempt
 * @param longestPause between attempts
 * @param giveUpAfter how long a mail is tried
 * @param keepFor how long it is on record what was sent
 */
@ConfigurationProperties("postpilot.auth.mail")
@Validated
record MailProperties(
    @NotBlank String from,
    @NotNull URI dashboardUrl,
    @NotNull @DefaultValue("5m") Duration lease,
    @NotNull @DefaultValue("30s") Duration firstPause,
    @NotNull @DefaultValue("6h") Duration longestPause,
    @NotNull @DefaultValue("7d") Duration giveUpAfter,
    @NotNull @DefaultValue("30d") Duration keepFor) {

  private static final int DOUBLINGS_AT_MOST = 20;

  Duration pauseAfter(int attempt) {
    var pause = firstPause.multipliedBy(1L << Math.clamp(attempt - 1, 0, DOUBLINGS_AT_MOST));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
