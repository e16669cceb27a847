package com.postpilot.common.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.postpilot.common.web.Problem;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@Timeout(30)
class GuardedFetchTests {
  /** What begins as a video does may be larger. */
  static final GuardedFetch.Wanted WANTED =
      new GuardedFetch.Wanted(
          "url",
          "image/*, video/*",
          head -> DataSize.ofMegabytes(head[4] == 'f' ? 5 : 2),
          "Upload it.");

  final List<String> asked = new ArrayList<>();
  final AtomicInteger requests = new AtomicInteger();
  final CountDownLatch end = new CountDownLatch(1);
  @TempDir Path directory;
  Path file;
  HttpServer server;

  @BeforeEach
  void start() throws IOException {
    file = directory.resolve("fetched");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/picture", exchange -> answer(exchange, 200, "picture"));
    server.createContext("/missing", exchange -> answer(exchange, 404, "no"));
    server.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(3_000_000)));
    server.createContext("/video", exchange -> answer(exchange, 200, video(3_000_000)));
    server.createContext("/long-video", exchange -> answer(exchange, 200, video(6_000_000)));
    server.createContext("/endless", this::endless);
    server.createContext("/silent", this::silent);
    server.createContext("/dripping", exchange -> dripping(exchange, ""));
    server.createContext("/dripping-video", exchange -> dripping(exchange, video(100)));
    server.createContext(
        "/late",
        exchange -> {
          waitFor(Duration.ofMillis(700));
          answer(exchange, 200, "picture");
        });
    server.createContext("/hop", exchange -> redirect(exchange, "/picture"));
    server.createContext("/loop", exchange -> redirect(exchange, "/loop"));
    server.createContext(
        "/inward",
        exchange -> redirect(exchange, "http://internal.example:" + port() + "/picture"));
    server.createContext("/file", exchange -> redirect(exchange, "file:///etc/passwd"));
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void aPictureIsFetched() {
    assertThat(fetched(open(), url("/picture"))).isEqualTo("picture");
  }

  @Test
  void upToThreeRedirectsAreFollowed() {
    assertThat(fetched(open(), url("/hop"))).isEqualTo("picture");
    assertThat(refusal(open(), url("/loop")).errors().getFirst().message())
        .isEqualTo("The address redirects too often.");
  }

  @Test
  void aHostIsRefusedIfAnyOfItsAddressesIsNotPublic() {
    var fetch = guarded(host -> new InetAddress[] {address("93.184.216.34"), address("127.0.0.1")});

    assertThat(refusal(fetch, "http://shop.example:" + port() + "/picture").errors().getFirst())
        .satisfies(
            error -> {
              assertThat(error.field()).isEqualTo("url");
              assertThat(error.code()).isEqualTo("address_not_allowed");
            });
    assertThat(requests).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/picture",
        "http://[::1]:%d/picture",
        "http://[::ffff:127.0.0.1]:%d/picture",
        "http://localhost:%d/picture",
        "http://2130706433:%d/picture",
        "http://127.1:%d/picture",
        "http://169.254.169.254/latest/meta-data/",
        "http://metadata.google.internal/"
      })
  void inwardAddressesAreRefusedHoweverTheyAreWritten(String url) {
    var fetch =
        new GuardedFetch(
            false,
            host ->
                host.contains("metadata.google")
                    ? new InetAddress[] {address("169.254.169.254")}
                    : InetAddress.getAllByName(host));

    assertThat(refusal(fetch, url.formatted(port())).errors().getFirst().code())
        .isIn("address_not_allowed", "invalid");
    assertThat(requests).hasValue(0);
  }

  /** Were it looked up again for the connection, that answer would not have been checked. */
  @Test
  void aNameIsLookedUpOnceAndWhatWasCheckedIsConnectedTo() {
    var fetch =
        new GuardedFetch(
            true,
            host -> {
              asked.add(host);
              return new InetAddress[] {address(asked.size() == 1 ? "127.0.0.1" : "192.0.2.1")};
            });

    assertThat(fetched(fetch, "http://rebind.example:" + port() + "/picture")).isEqualTo("picture");
    assertThat(asked).containsExactly("rebind.example");
  }

  @Test
  void aRedirectIsJudgedLikeTheAddressItself() {
    // Loopback stands for a public host here; what it redirects to is private.
    var fetch =
        new GuardedFetch(
            true,
            host -> {
              asked.add(host);
              if (host.equals("internal.example")) {
                throw new UnknownHostException(host);
              }
              return new InetAddress[] {address("127.0.0.1")};
            });

    assertThat(
            refusal(fetch, "http://public.example:" + port() + "/inward")
                .errors()
                .getFirst()
                .code())
        .isEqualTo("not_fetched");
    assertThat(asked).containsExactly("public.example", "internal.example");
    assertThat(
            refusal(fetch, "http://public.example:" + port() + "/file").errors().getFirst().code())
        .isEqualTo("invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://example.com/a",
        "gopher://example.com/",
        "jar:http://example.com!/",
        "http:///picture",
        "//example.com/a",
        "picture.jpg",
        "http://user:secret@example.com/",
        "http://exa mple.com/",
        "javascript:alert(1)"
      })
  void onlyPlainHttpAddressesAreTaken(String url) {
    assertThat(refusal(open(), url).errors().getFirst().code()).isEqualTo("invalid");
  }

  @Test
  void theSizeIsCappedWithAndWithoutALength() {
    assertThat(refusal(open(), url("/large")).code().wireName()).isEqualTo("payload_too_large");
    assertThat(refusal(open(), url("/endless")).code().wireName()).isEqualTo("payload_too_large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/silent", "/dripping", "/dripping-video"})
  void theTimeIsCapped(String path) {
    assertThat(refusal(open(), url(path)).errors().getFirst())
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo("not_fetched");
              assertThat(error.message())
                  .isEqualTo("This could not be fetched within 1 seconds. Upload it.");
            });
  }

  /** A request that names three addresses is not answered later than one that names one. */
  @Test
  void allThatARequestNamesSharesItsTime() {
    var deadline = new FetchDeadline(Duration.ofSeconds(1));
    open().fetch(url("/late"), WANTED, deadline, file);

    assertThatThrownBy(() -> open().fetch(url("/late"), WANTED, deadline, file))
        .hasMessageContaining("within 1 seconds");
    assertThat(deadline.left()).isGreaterThan(Duration.ofMillis(-600));
    int before = requests.get();
    assertThatThrownBy(() -> open().fetch(url("/picture"), WANTED, deadline, file))
        .hasMessageContaining("within 1 seconds");
    assertThat(requests).as("nobody is asked any more").hasValue(before);
  }

  @Test
  void anythingButSuccessIsRefused() {
    assertThat(refusal(open(), url("/missing")).getMessage()).contains("404");
  }

  @Test
  void howLargeABodyMayBeCanDependOnHowItBegins() throws IOException {
    open().fetch(url("/video"), WANTED, deadline(), file);

    assertThat(file).hasSize(3_000_000);
    assertThat(refusal(open(), url("/long-video")).getMessage()).contains("5 MB");
  }

  private Problem refusal(GuardedFetch fetch, String url) {
    return catchThrowableOfType(Problem.class, () -> fetch.fetch(url, WANTED, deadline(), file));
  }

  private String fetched(GuardedFetch fetch, String url) {
    fetch.fetch(url, WANTED, deadline(), file);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FetchDeadline deadline() {
    return new FetchDeadline(Duration.ofSeconds(1));
  }

  private static GuardedFetch open() {
    return new GuardedFetch(true);
  }

  private static GuardedFetch guarded(GuardedFetch.Resolver resolver) {
    return new GuardedFetch(false, resolver);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    requests.incrementAndGet();
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String video(int size) {
    var start = "\0\0\0 ftypisom";
    return start + "x".repeat(size - start.length());
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    var chunk = new byte[64_000];
    while (end.getCount() > 0) {
      exchange.getResponseBody().write(chunk);
    }
  }

  private void silent(HttpExchange exchange) {
    waitFor(Duration.ofSeconds(20));
    exchange.close();
  }

  private void dripping(HttpExchange exchange, String start) throws IOException {
    exchange.sendResponseHeaders(200, start.length() + 1_000);
    exchange.getResponseBody().write(start.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 1_000 && end.getCount() > 0; i++) {
      exchange.getResponseBody().write('x');
      exchange.getResponseBody().flush();
      waitFor(Duration.ofMillis(50));
    }
  }

  private void waitFor(Duration time) {
    try {
      var _ = end.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
