package com.postpilot.publisher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * An outside system as the worker sees it, with answers that a test can bend. A platform's whole
 * behaviour is the sandbox's business; these only let single answers go wrong.
 */
abstract class FakeServer {
  private static final DateTimeFormatter GRAPH_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXX").withZone(ZoneOffset.UTC);

  private static final Deque<Fault> NO_FAULTS = new ArrayDeque<>();

  private final HttpServer server;
  private final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, Integer> calls = new HashMap<>();

  FakeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  abstract void handle(HttpExchange exchange) throws IOException;

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  synchronized void reset() {
    faults.clear();
    headers.clear();
    calls.clear();
  }

  /** The next call of {@code step} goes wrong. */
  synchronized void next(String step, Fault fault) {
    faults.computeIfAbsent(step, ignored -> new ArrayDeque<>()).add(fault);
  }

  synchronized void next(String step, Fault fault, int times) {
    for (int i = 0; i < times; i++) {
      next(step, fault);
    }
  }

  synchronized void clear(String step) {
    faults.remove(step);
  }

  /** Every answer to a call of {@code step} carries this header. */
  synchronized void header(String step, String name, String value) {
    headers.put(step, name + ": " + value);
  }

  /** How often {@code step} was called. */
  synchronized int calls(String step) {
    return calls.getOrDefault(step, 0);
  }

  synchronized boolean goesWrong(String step) {
    return !faults.getOrDefault(step, NO_FAULTS).isEmpty();
  }

  void call(HttpExchange exchange, String step, Supplier<String> effect) throws IOException {
    call(exchange, step, effect, 200);
  }

  void call(HttpExchange exchange, String step, Supplier<String> effect, int success)
      throws IOException {
    calls.merge(step, 1, Integer::sum);
    var header = headers.get(step);
    if (header != null) {
      var parts = header.split(": ", 2);
      exchange.getResponseHeaders().set(parts[0], parts[1]);
    }
    var fault = goesWrong(step) ? faults.get(step).remove() : Fault.NONE;
    var body = fault.applied() ? effect.get() : "";
    if (fault.equals(Fault.NONE)) {
      answer(exchange, success, body);
    } else if (fault.status() == 0) {
      exchange.close();
    } else if (fault.status() > 0) {
      answer(exchange, fault.status(), fault.body());
    }
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  static String graphTime(Instant instant) {
    return GRAPH_TIME.format(instant);
  }

  static Map<String, String> parameters(String form) {
    var parameters = new HashMap<String, String>();
    for (var pair : List.of(form.split("&", -1))) {
      var parts = pair.split("=", 2);
      if (parts.length == 2) {
        parameters.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }
}
