package com.postpilot.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A service on loopback that notes what it gets and answers what a test wants. */
public final class FakeService {
  /** How it answers. */
  public interface Behaviour {
    void answer(HttpExchange exchange) throws Exception;
  }

  /** A request whose body arrived whole. */
  public record Received(String method, String uri, Headers headers, String body) {}

  private static final int CHUNK = 65_536;

  private final HttpServer server;
  private final AtomicLong arrived = new AtomicLong();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = exchange -> reply(exchange, 200, "{}");

  FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** A failure breaks off the connection. */
  private void handle(HttpExchange exchange) throws IOException {
    var body = new String(whole(exchange.getRequestBody()), StandardCharsets.UTF_8);
    received.add(
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            body));
    try {
      behaviour.answer(exchange);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    exchange.close();
  }

  private byte[] whole(InputStream body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var some = body.readNBytes(CHUNK); some.length > 0; some = body.readNBytes(CHUNK)) {
      bytes.write(some);
      arrived.addAndGet(some.length);
    }
    return bytes.toByteArray();
  }

  /** How many bytes of bodies came, also of those that have not come to their end. */
  public long arrived() {
    return arrived.get();
  }

  public static void reply(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    if (exchange.getResponseHeaders().getFirst("Content-Type") == null) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public List<Received> received() {
    return received;
  }

  public Received last() {
    return received.getLast();
  }

  public void behave(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  void reset() {
    received.clear();
    arrived.set(0);
    behaviour = exchange -> reply(exchange, 200, "{}");
  }
}
