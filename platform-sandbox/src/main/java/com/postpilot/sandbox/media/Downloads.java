package com.postpilot.sandbox.media;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Fetches files from where clients say they are, as the platforms' crawlers do. */
@Component
public class Downloads {

  private final HttpClient client;
  private final Duration timeout;

  Downloads(MediaProperties properties) {
    this.timeout = properties.fetchTimeout();
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /** Fetches a file over https; plain http does only on loopback, where it counts as https. */
  public Download fetch(String url, String userAgent, int maxBytes) {
    try {
      var uri = new URI(url);
      if (!isAllowed(uri)) {
        return new Download.Failed("not a public https URL");
      }
      var request =
          HttpRequest.newBuilder(uri).timeout(timeout).header("User-Agent", userAgent).build();
      return fetch(request, maxBytes);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return new Download.Failed("not a URL");
    }
  }

  private static boolean isAllowed(URI uri) {
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost()));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private Download fetch(HttpRequest request, int maxBytes) {
    var deadline = System.nanoTime() + timeout.toNanos();
    try {
      var response = client.send(request, BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        return response.statusCode() == 200
            ? read(body, maxBytes, deadline)
            : new Download.Failed("HTTP " + response.statusCode());
      }
    } catch (HttpTimeoutException e) {
      return new Download.TimedOut();
    } catch (IOException e) {
      return System.nanoTime() >= deadline
          ? new Download.TimedOut()
          : new Download.Failed("the connection failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Download.TimedOut();
    }
  }

  /**
   * The client's time-out ends with the headers: a body that stops half-way is closed from here.
   */
  private static Download read(InputStream body, int maxBytes, long deadline) throws IOException {
    var remaining = Math.max(0, deadline - System.nanoTime());
    var timer =
        CompletableFuture.runAsync(
            () -> close(body), CompletableFuture.delayedExecutor(remaining, TimeUnit.NANOSECONDS));
    try {
      var bytes = body.readNBytes(maxBytes + 1);
      return bytes.length > maxBytes ? new Download.TooLarge() : new Download.Complete(bytes);
    } finally {
      timer.cancel(false);
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // The reader notices by itself.
    }
  }
}
