package com.postpilot.post.media;

import com.postpilot.common.web.Problem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The bucket with the media. When it does not answer the request is refused with 503. */
@Component
class ObjectStore implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(ObjectStore.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final String bucket;
  private final S3Client s3;
  private final S3Presigner presigner;

  ObjectStore(ObjectStoreProperties properties) {
    bucket = properties.bucket();
    var region = Region.of(properties.region());
    var credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(properties.accessKey(), properties.secretKey()));
    // Stores other than Amazon's do not all know the newer checksums and chunked signatures.
    var configuration =
        S3Configuration.builder()
            .pathStyleAccessEnabled(true)
            .chunkedEncodingEnabled(false)
            .build();
    s3 =
        S3Client.builder()
            .endpointOverride(properties.endpoint())
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(configuration)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(2))
                    .socketTimeout(Duration.ofSeconds(10)))
            .build();
    presigner =
        S3Presigner.builder()
            .endpointOverride(properties.publicEndpoint())
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(configuration)
            .build();
  }

  /** Where {@code size} bytes of that type may be put, and nothing else. */
  URI uploadUrl(String key, String contentType, long size, Duration goodFor) {
    return URI.create(
        presigner
            .presignPutObject(
                presign ->
                    presign
                        .signatureDuration(goodFor)
                        .putObjectRequest(
                            put ->
                                put.bucket(bucket)
                                    .key(key)
                                    .contentType(contentType)
                                    .contentLength(size)))
            .url()
            .toString());
  }

  String downloadUrl(String key, Duration goodFor) {
    return presigner
        .presignGetObject(
            presign ->
                presign
                    .signatureDuration(goodFor)
                    .getObjectRequest(get -> get.bucket(bucket).key(key)))
        .url()
        .toString();
  }

  /** Size in bytes; empty if there is no such object. */
  Optional<Long> size(String key) {
    return answered(
        () -> {
          try {
            return Optional.of(s3.headObject(head -> head.bucket(bucket).key(key)).contentLength());
          } catch (NoSuchKeyException e) {
            return Optional.<Long>empty();
          }
        });
  }

  byte[] read(String key) {
    return answered(() -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
  }

  /** Copies the object into a file; false if there is no such object. */
  boolean read(String key, Path into) {
    return answered(
        () -> {
          try {
            s3.getObject(
                get -> get.bucket(bucket).key(key),
                ResponseTransformer.unmanaged(
                    (answer, content) ->
                        Files.copy(content, into, StandardCopyOption.REPLACE_EXISTING)));
            return true;
          } catch (NoSuchKeyException e) {
            return false;
          }
        });
  }

  void write(String key, String contentType, Path file) {
    answered(
        () ->
            s3.putObject(
                put -> put.bucket(bucket).key(key).contentType(contentType),
                RequestBody.fromFile(file)));
  }

  void write(String key, String contentType, byte[] bytes) {
    answered(
        () ->
            s3.putObject(
                put -> put.bucket(bucket).key(key).contentType(contentType),
                RequestBody.fromBytes(bytes)));
  }

  /** Removes what no row names any more; if that fails, it is litter that nobody sees. */
  void delete(String key) {
    try {
      s3.deleteObject(delete -> delete.bucket(bucket).key(key));
    } catch (SdkException e) {
      log.warn("{} is not removed: {}", key, e.toString());
    }
  }

  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      log.warn("The object store does not answer: {}", e.toString());
      throw Problem.unavailable("object store", SOON);
    }
  }

  @Override
  public void destroy() {
    s3.close();
    presigner.close();
  }
}
