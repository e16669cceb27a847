package com.postpilot.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks a service, over HTTP as anybody would, whether it is ready. */
public final class Readiness {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final URI address;
  private String lastAnswer = "none";

  /**
   * @param address answers with 200 when it is ready
   */
  public Readiness(URI address) {
    this.address = address;
  }

  /**
   * Returns when it is ready.
   *
   * @throws CannotStart when it is not within that time, with what it said last
   */
  public void await(Duration patience) throws InterruptedException {
    var end = System.nanoTime() + patience.toNanos();
    try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      while (!isReady(client)) {
        if (System.nanoTime() > end) {
          throw new CannotStart(
              "%s is not ready after %d s; its last answer: %s"
                  .formatted(address, patience.toSeconds(), lastAnswer));
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private boolean isReady(HttpClient client) throws InterruptedException {
    var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      lastAnswer = answer.statusCode() + " " + answer.body();
      return answer.statusCode() == 200;
    } catch (IOException e) {
      lastAnswer = e.toString();
      return false;
    }
  }
}
