package com.postpilot.publisher.media;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs URLs at the moment of the call; platforms fetch from the public endpoint. */
@Component
@EnableConfigurationProperties(ObjectStoreProperties.class)
public class MediaUrls {
  /** Longer than any platform takes to process what it fetched. */
  private static final Duration LIFETIME = Duration.ofHours(6);

  private final S3Presigner outside;
  private final S3Presigner inside;
  private final String bucket;

  MediaUrls(ObjectStoreProperties store) {
    this.bucket = store.bucket();
    this.outside = presigner(store, store.publicEndpoint());
    this.inside = presigner(store, store.endpoint());
  }

  private static S3Presigner presigner(ObjectStoreProperties store, URI endpoint) {
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(Region.of(store.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(store.accessKey(), store.secretKey())))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /** A URL under which anybody can fetch the object for some hours. */
  public URI sign(String key) {
    return sign(outside, key);
  }

  /** A URL under which PostPilot itself can fetch the object. */
  URI signInside(String key) {
    return sign(inside, key);
  }

  private URI sign(S3Presigner presigner, String key) {
    return URI.create(
        presigner
            .presignGetObject(
                request ->
                    request
                        .signatureDuration(LIFETIME)
                        .getObjectRequest(object -> object.bucket(bucket).key(key)))
            .url()
            .toString());
  }
}
