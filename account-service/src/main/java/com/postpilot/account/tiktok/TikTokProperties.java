package com.postpilot.account.tiktok;

import com.postpilot.account.oauth.AppSecret;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where TikTok is and as whom we come.
 *
 * @param authorizeBaseUrl the role of www.tiktok.com
 * @param apiBaseUrl the role of open.tiktokapis.com
 */
@ConfigurationProperties("postpilot.tiktok")
@Validated
record TikTokProperties(
    @NotNull URI authorizeBaseUrl,
    @NotNull URI apiBaseUrl,
    @NotBlank String clientKey,
    @NotBlank String clientSecret) {

  AppSecret appSecret() {
    return new AppSecret(clientSecret);
  }

  @Override
  public String toString() {
    return "TikTokProperties[" + apiBaseUrl + ", " + clientKey + "]";
  }
}
