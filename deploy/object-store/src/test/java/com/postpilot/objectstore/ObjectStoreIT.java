package com.postpilot.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class ObjectStoreIT {
  static final String BUCKET = "media";
  static final StaticCredentialsProvider OWNER =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret"));

  @TempDir Path directory;
  ObjectStore store;
  final HttpClient browser = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    store =
        new ObjectStore(URI.create("http://127.0.0.1:0"), directory, BUCKET, "access", "secret");
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
  }

  @Test
  void anObjectAndItsContentTypeSurviveARestart() throws IOException {
    try (var s3 = client()) {
      s3.putObject(
          put -> put.bucket(BUCKET).key("a/picture.jpg").contentType("image/jpeg"),
          RequestBody.fromString("picture"));
    }

    stop();
    start();

    try (var s3 = client()) {
      var picture = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a/picture.jpg"));
      assertThat(picture.asUtf8String()).isEqualTo("picture");
      assertThat(picture.response().contentType()).isEqualTo("image/jpeg");
    }
  }

  @Test
  void aPresignedUploadTakesOnlyWhatWasSigned() throws Exception {
    var url = presignedUpload("image/jpeg");

    assertThat(put(url, "image/png").statusCode()).isEqualTo(403);
    assertThat(put(url, "image/jpeg").statusCode()).isEqualTo(200);
  }

  @Test
  void aPageFromElsewhereMayUploadByPresignedUrl() throws Exception {
    var preflight =
        HttpRequest.newBuilder(presignedUpload("image/jpeg"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", "http://localhost:3106")
            .header("Access-Control-Request-Method", "PUT")
            .header("Access-Control-Request-Headers", "content-type")
            .build();

    var answer = browser.send(preflight, BodyHandlers.discarding());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValueSatisfying(origin -> assertThat(origin).isIn("*", "http://localhost:3106"));
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
        .hasValueSatisfying(methods -> assertThat(methods).contains("PUT"));
  }

  @Test
  void nobodyReadsWithoutASignature() throws Exception {
    var anonymous = HttpRequest.newBuilder(endpoint().resolve("/" + BUCKET)).build();

    assertThat(browser.send(anonymous, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
  }

  @Test
  void aTakenPortIsAnIoExceptionThatNamesTheAddress() {
    assertThatThrownBy(() -> new ObjectStore(endpoint(), directory, BUCKET, "access", "secret"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(endpoint().toString());
  }

  private HttpResponse<Void> put(URI url, String contentType) throws Exception {
    var upload =
        HttpRequest.newBuilder(url)
            .header("Content-Type", contentType)
            .PUT(BodyPublishers.ofString("picture"))
            .build();
    return browser.send(upload, BodyHandlers.discarding());
  }

  private URI presignedUpload(String contentType) {
    try (var presigner =
        S3Presigner.builder()
            .endpointOverride(endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(OWNER)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      var request =
          presigner.presignPutObject(
              presign ->
                  presign
                      .signatureDuration(Duration.ofMinutes(5))
                      .putObjectRequest(
                          put -> put.bucket(BUCKET).key("upload.jpg").contentType(contentType)));
      return URI.create(request.url().toString());
    }
  }

  private S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(OWNER)
        .forcePathStyle(true)
        .build();
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + store.port());
  }
}
