package com.postpilot.account.tiktok;

import com.postpilot.account.remote.Timeouts;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
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
    @NotBlank String clientSecret,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("5s") Duration readTimeout) {

  Timeouts timeouts() {
    return new Timeouts(connectTimeout, readTimeout);
  }

  @Override
  public String toString() {
    return "TikTokProperties[" + apiBaseUrl + ", " + clientKey + "]";
  }
}
