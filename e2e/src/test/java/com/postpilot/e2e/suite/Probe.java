package com.postpilot.e2e.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Tells whether something is up. */
interface Probe {
  boolean isUp();

  /** Up when it answers a GET with 200. */
  static Probe answers(URI address) {
    return () -> {
      var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
      try (var client = HttpClient.newHttpClient()) {
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }

  /** Up when it accepts connections from this machine. */
  static Probe listens(int port) {
    return listens(InetAddress.getLoopbackAddress(), port);
  }

  /** Up when it accepts connections to that address. */
  static Probe listens(InetAddress address, int port) {
    return () -> {
      try (var _ = new Socket(address, port)) {
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }
}
