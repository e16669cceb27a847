package com.postpilot.account.connection;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The way there and back.
 *
 * @param publicUrl the gateway as browsers and platforms see it
 * @param dashboardUrl where a browser goes afterwards if its program named no place; without it, it
 *     gets a page of ours
 * @param returnOrigins the origins that a program may name
 * @param stateLifetime within which the person has to be back from the platform
 * @param choiceLifetime within which the connection has to be completed
 * @param retention of connections that are over
 */
@ConfigurationProperties("postpilot.account.connection")
@Validated
record ConnectionProperties(
    @NotNull URI publicUrl,
    @Nullable URI dashboardUrl,
    @DefaultValue List<URI> returnOrigins,
    @NotNull @DefaultValue("10m") Duration stateLifetime,
    @NotNull @DefaultValue("30m") Duration choiceLifetime,
    @NotNull @DefaultValue("7d") Duration retention) {

  ConnectionProperties {
    if (dashboardUrl != null && dashboardUrl.toString().isBlank()) {
      dashboardUrl = null; // set, but to nothing
    }
  }
}
