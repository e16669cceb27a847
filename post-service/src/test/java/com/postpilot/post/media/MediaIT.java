package com.postpilot.post.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.post.PostServiceIT;
import com.postpilot.post.TestVideos;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class MediaIT extends PostServiceIT {

  @Test
  void anUploadedPngIsServedAsTheJpegThatIsPublished() throws Exception {
    var media =
        shop.upload(picture("png", 2000, 1125, BufferedImage.TYPE_INT_ARGB), "image/png")
            .is(200)
            .body();

    assertThat(media.get("kind").asString()).isEqualTo("IMAGE");
    assertThat(media.get("width").asInt()).isEqualTo(1920);
    assertThat(media.get("height").asInt()).isEqualTo(1080);
    var served =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(media.get("url").asString())).build(),
                BodyHandlers.ofByteArray());
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(served.body()).startsWith(0xff, 0xd8);
  }

  @Test
  void anUploadedVideoIsPublishedAsItIs() throws Exception {
    var video = TestVideos.located(TestVideos.mp4(96, 160, 50, 25), "+52.5200+013.4050/");

    var media = shop.upload(video, "video/mp4").is(200).body();

    assertThat(media.get("kind").asString()).isEqualTo("VIDEO");
    assertThat(media.get("content_type").asString()).isEqualTo("video/mp4");
    assertThat(media.get("size").asInt()).isEqualTo(video.length);
    assertThat(media.get("width").asInt()).isEqualTo(96);
    assertThat(media.get("height").asInt()).isEqualTo(160);
    assertThat(media.get("duration_ms").asInt()).isEqualTo(2_000);
    assertThat(media.get("video").toString())
        .isEqualTo(
            "{\"container\":\"mp4\",\"codec\":\"h264\",\"audio_codec\":null,\"audio_rate\":null,\"audio_channels\":null,\"frame_rate\":25.0,\"fast_start\":false,\"edit_list\":false}");
    var served = download(media.get("url").asString());
    assertThat(served.headers().firstValue("Content-Type")).hasValue("video/mp4");
    assertThat(served.body()).hasSize(video.length);
    assertThat(new String(served.body(), StandardCharsets.ISO_8859_1)).doesNotContain("52.5200");

    var post =
        shop.post(
            "/posts",
            draftJson("film", shop.instagram(), UUID.fromString(media.get("id").asString())));
    assertThat(post.is(201).body().get("media").get(0).get("duration_ms").asInt()).isEqualTo(2_000);
  }

  @Test
  void whatCallsItselfAVideoAndIsNoneIsRefused() {
    var cutOff = Arrays.copyOf(TestVideos.mp4(96, 160, 5, 25), 900);

    assertThat(shop.upload(cutOff, "video/mp4").is(415).body().get("detail").asString())
        .contains("cut off");
    assertThat(shop.upload(new byte[500], "video/mp4").is(415).code())
        .isEqualTo("unsupported_media");
  }

  /** Also with a video, whose upload the fastest takes away. */
  @Test
  void completingAtTheSameTimeIsCompletingOnce() throws Exception {
    var video = TestVideos.mp4(96, 160, 5, 25);
    var announced = shop.announce(video.length, "video/mp4");
    shop.put(announced, video, "video/mp4");
    var path = "/media/uploads/" + announced.id() + "/complete";

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          clients.invokeAll(
              Collections.<Callable<Reply>>nCopies(8, () -> shop.post(path, "{}").is(200)));
      var first = answers.getFirst().get().body();
      for (var answer : answers) {
        assertThat(answer.get().body().get("size")).isEqualTo(first.get("size"));
        assertThat(answer.get().body().get("id")).isEqualTo(first.get("id"));
      }
      assertThat(download(first.get("url").asString()).body()).isEqualTo(video);
    }
  }

  @Test
  void completingTwiceIsCompletingOnce() {
    var media = shop.upload(jpeg(800, 800), "image/jpeg").is(200);

    var again = shop.post("/media/uploads/" + media.id() + "/complete", "{}").is(200);

    assertThat(again.id()).isEqualTo(media.id());
  }

  @Test
  void anUploadThatNeverArrivedIsNotComplete() {
    var announced =
        shop.post(
                "/media/uploads",
                "{\"filename\": \"a.jpg\", \"content_type\": \"image/jpeg\", \"size\": 100}")
            .is(201);

    assertThat(shop.post("/media/uploads/" + announced.id() + "/complete", "{}").is(409).code())
        .isEqualTo("state_conflict");
    assertThat(
            shop.post("/posts", draftJson("x", shop.instagram(), announced.id())).is(404).field())
        .isEqualTo("media[0].id");
  }

  @Test
  void theUploadUrlTakesExactlyWhatWasAnnounced() throws Exception {
    var announced =
        shop.post(
                "/media/uploads",
                "{\"filename\": \"a.jpg\", \"content_type\": \"image/jpeg\", \"size\": 4}")
            .is(201)
            .body();
    assertThat(announced.get("method").asString()).isEqualTo("PUT");
    assertThat(announced.get("headers").get("Content-Type").asString()).isEqualTo("image/jpeg");

    assertThat(put(announced.get("upload_url").asString(), "image/png", 4)).isEqualTo(403);
    assertThat(put(announced.get("upload_url").asString(), "image/jpeg", 5)).isEqualTo(403);
    assertThat(put(announced.get("upload_url").asString(), "image/jpeg", 4)).isEqualTo(200);
  }

  @Test
  void whatCallsItselfAPictureAndIsNoneIsRefused() {
    var script = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

    assertThat(shop.upload(script, "image/jpeg").is(415).code()).isEqualTo("unsupported_media");
    assertThat(shop.upload(Arrays.copyOf(jpeg(900, 900), 300), "image/jpeg").is(415).code())
        .isEqualTo("unsupported_media");
    assertThat(shop.get("/media").is(200).body().get("items").isEmpty()).isTrue();
  }

  @Test
  void aPictureIsFetchedFromAUrlForTheLibraryAndForAPost() throws Exception {
    var bytes = jpeg(700, 700);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/shoe.jpg",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.createContext("/page.html", exchange -> text(exchange));
    server.start();
    try {
      var host = "http://127.0.0.1:" + server.getAddress().getPort();
      var media =
          shop.post(
                  "/media/from-url",
                  "{\"url\": \"%s/shoe.jpg\", \"alt_text\": \"A shoe\"}".formatted(host))
              .is(201)
              .body();
      assertThat(media.get("alt_text").asString()).isEqualTo("A shoe");
      assertThat(media.get("width").asInt()).isEqualTo(700);

      var post =
          shop.post(
                  "/posts",
                  "{\"caption\": \"by url\", \"media\": [{\"url\": \"%s/shoe.jpg\"}], \"targets\": [{\"account_id\": \"%s\"}]}"
                      .formatted(host, shop.instagram()))
              .is(201);
      assertThat(post.body().get("media").get(0).get("width").asInt()).isEqualTo(700);
      shop.schedule(post.id(), inHours(1)).is(200);

      assertThat(
              shop.post("/media/from-url", "{\"url\": \"%s/page.html\"}".formatted(host))
                  .is(415)
                  .field())
          .isEqualTo("url");
      assertThat(
              shop.post("/media/from-url", "{\"url\": \"%s/missing\"}".formatted(host))
                  .is(422)
                  .field())
          .isEqualTo("url");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theLibraryIsPagedAndAPictureInUseStays() {
    var first = shop.picture();
    var second = shop.picture();
    var third = shop.picture();
    shop.post("/posts", draftJson("uses it", shop.instagram(), first)).is(201);

    var page = shop.get("/media?limit=2").is(200).body();
    assertThat(page.get("items").get(0).get("id").asString()).isEqualTo(third.toString());
    assertThat(page.get("items").get(1).get("id").asString()).isEqualTo(second.toString());
    var rest =
        shop.get("/media?limit=2&cursor=" + page.get("next_cursor").asString()).is(200).body();
    assertThat(rest.get("items").size()).isOne();
    assertThat(rest.get("next_cursor").isNull()).isTrue();

    assertThat(shop.delete("/media/" + first).is(409).code()).isEqualTo("state_conflict");
    shop.delete("/media/" + second).is(204);
    shop.delete("/media/" + second).is(404);
    assertThat(shop.get("/media").is(200).body().get("items").size()).isEqualTo(2);
  }

  @Test
  void aPictureOfAnUnknownUploadIsNotFound() {
    shop.request("POST", "/media/uploads/" + UUID.randomUUID() + "/complete", "{}", Map.of())
        .is(404);
  }

  private static HttpResponse<byte[]> download(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
  }

  private static void text(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 5);
    exchange.getResponseBody().write("<html".getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }

  private static int put(String url, String contentType, int length) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", contentType)
                .PUT(BodyPublishers.ofByteArray(new byte[length]))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
