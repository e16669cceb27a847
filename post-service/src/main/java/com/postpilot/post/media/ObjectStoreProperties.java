package com.postpilot.post.media;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The S3 that keeps media.
 *
 * @param endpoint as services reach it
 * @param publicEndpoint as browsers and platforms reach it; it is part of each signed URL
 */
@ConfigurationProperties("postpilot.s3")
@Validated
record ObjectStoreProperties(
    @NotNull URI endpoint,
    @NotNull URI publicEndpoint,
    @NotBlank String bucket,
    @NotBlank String region,
    @NotBlank String accessKey,
    @NotBlank String secretKey) {

  @Override
  public String toString() {
    return "ObjectStoreProperties[%s, %s]".formatted(endpoint, bucket);
  }
}
