package com.postpilot.account.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A platform's endpoints on loopback, whose answers can be counted, scripted and held back. */
abstract class FakePlatform<O extends Enum<O>> {

  record Reply(int status, String body) {
    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not on the class path
    static Reply ok(String template, Object... values) {
      return new Reply(200, template.formatted(values));
    }
  }

  private final HttpServer server;
  private final Map<O, Queue<Reply>> scripts = new ConcurrentHashMap<>();
  private final Map<O, CountDownLatch> gates = new ConcurrentHashMap<>();
  private final List<O> calls = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new CopyOnWriteArrayList<>();

  FakePlatform() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  /** What a service under test is to be told, so that it comes here: variables and values. */
  abstract Map<String, String> environment();

  abstract O operation(String method, String path, Map<String, String> parameters);

  abstract Reply reply(O operation, String path, String bearer, Map<String, String> parameters);

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Forgets what earlier tests asked for. */
  public void reset() {
    scripts.clear();
    gates.values().forEach(CountDownLatch::countDown);
    gates.clear();
    calls.clear();
  }

  /** The next call of that kind gets this answer instead of a right one. */
  public void answerNext(O operation, int status, String body) {
    scripts
        .computeIfAbsent(operation, key -> new ConcurrentLinkedQueue<>())
        .add(new Reply(status, body));
  }

  /** Calls of that kind get no answer until {@link #open}. */
  public void stall(O operation) {
    gates.put(operation, new CountDownLatch(1));
  }

  public void open(O operation) {
    gates.get(operation).countDown();
  }

  public long calls(O operation) {
    return calls.stream().filter(operation::equals).count();
  }

  /** Every code and token that was ever given out. */
  public List<String> secrets() {
    return List.copyOf(secrets);
  }

  /** Gives out a new code or token that stands for {@code meaning}. */
  <T> String give(String prefix, Map<String, T> store, T meaning) {
    var secret = prefix + UUID.randomUUID();
    secrets.add(secret);
    store.put(secret, meaning);
    return secret;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var parameters = parameters(exchange);
      var path = exchange.getRequestURI().getPath();
      var operation = operation(exchange.getRequestMethod(), path, parameters);
      calls.add(operation);
      var script = scripts.get(operation);
      var scripted = script == null ? null : script.poll();
      var gate = gates.get(operation);
      if (gate != null) {
        gate.await();
      }
      var bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      var reply =
          scripted == null
              ? reply(operation, path, bearer.replace("Bearer ", ""), parameters)
              : scripted;
      var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> parameters(HttpExchange exchange) throws IOException {
    var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var query = exchange.getRequestURI().getRawQuery();
    return Arrays.stream(((query == null ? "" : query) + "&" + form).split("&"))
        .filter(pair -> pair.contains("="))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
