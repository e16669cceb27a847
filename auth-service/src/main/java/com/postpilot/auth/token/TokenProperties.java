package com.postpilot.auth.token;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param accessTokenLifetime of users' and services' tokens
 * @param signingKeyLifetime after which the next key is made
 * @param signingKeyLead how long the next key is published before it signs; far longer than anybody
 *     keeps keys
 * @param serviceClients secret of each service by its client id; without a secret there is no such
 *     client
 */
@ConfigurationProperties("postpilot.auth")
@Validated
record TokenProperties(
    @NotNull @DefaultValue("15m") Duration accessTokenLifetime,
    @NotNull @DefaultValue("30d") Duration signingKeyLifetime,
    @NotNull @DefaultValue("1h") Duration signingKeyLead,
    @DefaultValue Map<String, String> serviceClients) {

  @Override
  public String toString() {
    return "TokenProperties[serviceClients=" + serviceClients.keySet() + "]";
  }
}
