package com.postpilot.queue.caption.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.anthropic.models.messages.Base64ImageSource;
import com.postpilot.common.fetch.GuardedFetch;
import com.postpilot.queue.product.ProductFacts;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class PicturesTests {
  final AtomicInteger requests = new AtomicInteger();
  HttpServer shop;
  volatile byte[] file = {};

  @BeforeEach
  void open() throws IOException {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
          exchange.sendResponseHeaders(200, file.length);
          exchange.getResponseBody().write(file);
          exchange.close();
        });
    shop.start();
  }

  @AfterEach
  void close() {
    shop.stop(0);
  }

  static Stream<Arguments> pictures() {
    return Stream.of(
        arguments("\u00ff\u00d8\u00ff\u00e0 and more", "image/jpeg"),
        arguments("\u0089PNG\r\n\u001a\n and more", "image/png"),
        arguments("GIF89a and more", "image/gif"),
        arguments("RIFF1234WEBP and more", "image/webp"));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPictureIsKnownByItsFirstBytes(String content, String type) {
    file = content.getBytes(StandardCharsets.ISO_8859_1);

    assertThat(fetched(true))
        .hasValueSatisfying(source -> assertThat(source.mediaType().asString()).isEqualTo(type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<svg/>", "", "GIF", "RIFF1234WAVE and more"})
  void whatClaudeCannotSeeIsNotSent(String content) {
    file = content.getBytes(StandardCharsets.ISO_8859_1);

    assertThat(fetched(true)).isEmpty();
    assertThat(requests).hasValue(1);
  }

  @Test
  void aPictureThatIsTooLargeIsNotSent() {
    file = ("GIF89a" + "x".repeat(1_001)).getBytes(StandardCharsets.ISO_8859_1);

    assertThat(fetched(true)).isEmpty();
  }

  @Test
  void nothingIsFetchedFromWithin() {
    file = "GIF89a and more".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(fetched(false)).isEmpty();
    assertThat(requests).hasValue(0);
  }

  private Optional<Base64ImageSource> fetched(boolean allowPrivateAddresses) {
    try (var fetch = new GuardedFetch(allowPrivateAddresses)) {
      return new Pictures(fetch, DataSize.ofBytes(1_000), Duration.ofSeconds(5)).of(product());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ProductFacts product() {
    var url = "http://127.0.0.1:%d/bench".formatted(shop.getAddress().getPort());
    return new ProductFacts(
        null, "Bench", "", null, null, List.of(url), null, null, null, null, List.of());
  }
}
