package com.postpilot.publisher.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Parts of media objects, read as they are sent on: a video never lies in memory. */
@Component
public class MediaBytes {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final MediaUrls urls;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  MediaBytes(MediaUrls urls) {
    this.urls = urls;
  }

  /**
   * @param from the first byte
   * @param length in bytes; the object must be that long
   */
  public InputStream open(String key, long from, long length) {
    var request =
        HttpRequest.newBuilder(urls.signInside(key))
            .header("Range", "bytes=%d-%d".formatted(from, from + length - 1))
            .timeout(TIMEOUT)
            .build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 206) {
        response.body().close();
        throw new IOException("The object store answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
