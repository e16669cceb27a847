package com.postpilot.account.instagram;

import com.postpilot.account.oauth.AppSecret;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Instagram is and as whom we come.
 *
 * @param authorizeBaseUrl the role of www.instagram.com
 * @param apiBaseUrl the role of api.instagram.com
 * @param graphBaseUrl the role of graph.instagram.com
 * @param minimumTokenAge a younger token is not renewed by Instagram
 */
@ConfigurationProperties("postpilot.instagram")
@Validated
record InstagramProperties(
    @NotNull URI authorizeBaseUrl,
    @NotNull URI apiBaseUrl,
    @NotNull URI graphBaseUrl,
    @NotBlank String clientId,
    @NotBlank String clientSecret,
    @NotBlank String apiVersion,
    @DefaultValue("24h") Duration minimumTokenAge) {

  AppSecret appSecret() {
    return new AppSecret(clientSecret);
  }

  @Override
  public String toString() {
    return "InstagramProperties[" + graphBaseUrl + ", " + clientId + "]";
  }
}
