package com.postpilot.account.facebook;

import com.postpilot.account.oauth.AppSecret;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
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
    @NotBlank String apiVersion) {

  AppSecret appSecret() {
    return new AppSecret(clientSecret);
  }

  @Override
  public String toString() {
    return "FacebookProperties[" + graphBaseUrl + ", " + clientId + "]";
  }
}
