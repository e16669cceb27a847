package com.postpilot.publisher.media;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The S3 bucket that holds media.
 *
 * @param endpoint where PostPilot reaches it
 * @param publicEndpoint where platforms can reach it
 */
@ConfigurationProperties("postpilot.s3")
@Validated
record ObjectStoreProperties(
    @NotNull URI endpoint,
    @NotNull URI publicEndpoint,
    @NotBlank String region,
    @NotBlank String bucket,
    @NotBlank String accessKey,
    @NotBlank String secretKey) {
  @Override
  public String toString() {
    return "ObjectStoreProperties[" + publicEndpoint + "/" + bucket + "]";
  }
}
