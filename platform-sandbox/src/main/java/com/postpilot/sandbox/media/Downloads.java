package com.postpilot.sandbox.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Fetches files from where clients say they are, as the platforms' crawlers do. */
@Component
public class Downloads {

  private final HttpClient client;
  private final HttpClient straightClient;
  private final Duration timeout;

  Downloads(MediaProperties properties) {
    this.timeout = properties.fetchTimeout();
    this.client = client(HttpClient.Redirect.NORMAL);
    this.straightClient = client(HttpClient.Redirect.NEVER);
  }

  private HttpClient client(HttpClient.Redirect redirects) {
    return HttpClient.newBuilder().connectTimeout(timeout).followRedirects(redirects).build();
  }

  /** Fetches a file over https; plain http does only on loopback, where it counts as https. */
  public Download<byte[]> fetch(String url, Crawler crawler, int maxBytes) {
    return fetch(url, crawler, body -> inMemory(body, maxBytes));
  }

  /**
   * Fetches what may be too large for memory.
   *
   * @param file where to write it to; deleted unless the download is complete
   */
  public Download<Path> fetchInto(Path file, String url, Crawler crawler, long maxBytes) {
    var download = fetch(url, crawler, body -> onDisk(body, file, maxBytes));
    if (!(download instanceof Download.Complete)) {
      delete(file);
    }
    return download;
  }

  private <T> Download<T> fetch(String url, Crawler crawler, BodyReader<T> reader) {
    try {
      var uri = new URI(url);
      if (!isAllowed(uri)) {
        return new Download.Failed<>("not a public https URL");
      }
      var request =
          HttpRequest.newBuilder(uri)
              .timeout(timeout)
              .header("User-Agent", crawler.userAgent())
              .build();
      return fetch(crawler.followsRedirects() ? client : straightClient, request, reader);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return new Download.Failed<>("not a URL");
    }
  }

  private static boolean isAllowed(URI uri) {
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost()));
  }

  /** Whether the host is this machine, which is where the sandbox's world ends. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private <T> Download<T> fetch(HttpClient client, HttpRequest request, BodyReader<T> reader) {
    var deadline = System.nanoTime() + timeout.toNanos();
    try {
      var response = client.send(request, BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        return response.statusCode() == 200
            ? read(body, reader, deadline)
            : new Download.Failed<>("HTTP " + response.statusCode());
      }
    } catch (HttpTimeoutException e) {
      return new Download.TimedOut<>();
    } catch (IOException e) {
      return System.nanoTime() >= deadline
          ? new Download.TimedOut<>()
          : new Download.Failed<>("the connection failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Download.TimedOut<>();
    }
  }

  /**
   * The client's time-out ends with the headers: a body that stops half-way is closed from here.
   */
  private static <T> Download<T> read(InputStream body, BodyReader<T> reader, long deadline)
      throws IOException {
    var remaining = Math.max(0, deadline - System.nanoTime());
    var timer =
        CompletableFuture.runAsync(
            () -> close(body), CompletableFuture.delayedExecutor(remaining, TimeUnit.NANOSECONDS));
    try {
      return reader.read(body);
    } finally {
      timer.cancel(false);
    }
  }

  private static Download<byte[]> inMemory(InputStream body, int maxBytes) throws IOException {
    var bytes = body.readNBytes(maxBytes + 1);
    return bytes.length > maxBytes ? new Download.TooLarge<>() : new Download.Complete<>(bytes);
  }

  private static Download<Path> onDisk(InputStream body, Path file, long maxBytes)
      throws IOException {
    var buffer = new byte[64 * 1024];
    var written = 0L;
    try (var out = Files.newOutputStream(file)) {
      for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        written += read;
        if (written > maxBytes) {
          return new Download.TooLarge<>();
        }
        out.write(buffer, 0, read);
      }
    }
    return new Download.Complete<>(file);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // The reader notices by itself.
    }
  }

  private interface BodyReader<T> {
    Download<T> read(InputStream body) throws IOException;
  }
}
