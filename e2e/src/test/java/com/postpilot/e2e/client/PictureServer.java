package com.postpilot.e2e.client;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

/** A shop's web server with the pictures of its products, no two alike. */
public final class PictureServer implements AutoCloseable {
  private final HttpServer server;
  private final Set<String> names = new HashSet<>();

  private PictureServer(HttpServer server) {
    this.server = server;
  }

  public static PictureServer open() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      return new PictureServer(server).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PictureServer start() {
    server.start();
    return this;
  }

  /** Where the picture of that name stands. */
  public String picture(String name) {
    if (names.add(name)) {
      show(name, Pictures.jpeg(1080, 1080));
    }
    return "http://localhost:%d/%s".formatted(server.getAddress().getPort(), name);
  }

  private void show(String name, byte[] jpeg) {
    server.createContext(
        "/" + name,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
          exchange.sendResponseHeaders(200, jpeg.length);
          exchange.getResponseBody().write(jpeg);
          exchange.close();
        });
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
