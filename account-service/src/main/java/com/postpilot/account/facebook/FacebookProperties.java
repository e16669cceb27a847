package com.postpilot.account.facebook;

import com.postpilot.account.meta.AppSecret;
import com.postpilot.account.remote.Timeouts;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Facebook is and as whom we come.
 *
 * @param authorizeBaseUrl the role of www.facebook.com
 * @param graphBaseUrl the role of graph.facebook.com
 */
@ConfigurationProperties("postpilot.facebook")
@Validated
record FacebookProperties(
    @NotNull URI authorizeBaseUrl,
    @NotNull URI graphBaseUrl,
    @NotBlank String clientId,
    @NotBlank String clientSecret,
    @NotBlank String apiVersion,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("5s") Duration readTimeout) {

  AppSecret appSecret() {
    return new AppSecret(clientSecret);
  }

  Timeouts timeouts() {
    return new Timeouts(connectTimeout, readTimeout);
  }

  @Override
  public String toString() {
    return "FacebookProperties[" + graphBaseUrl + ", " + clientId + "]";
  }
}
