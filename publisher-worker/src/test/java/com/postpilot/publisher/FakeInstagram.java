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
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Instagram and account-service as the worker sees them, with answers that a test can bend. The
 * platform's whole behaviour is the sandbox's business; this one only lets single answers go wrong.
 */
public final class FakeInstagram {
  /** What a published post looked like. */
  record Post(String id, String caption, List<String> images, Instant at) {}

  /** How one call goes wrong. */
  enum Fault {
    NONE,
    DROP_AFTER_APPLY,
    DROP_BEFORE_APPLY,
    SERVER_ERROR_AFTER_APPLY,
    RATE_LIMIT_AFTER_APPLY,
    GARBAGE_AFTER_APPLY,
    NOT_READY,
    DAILY_LIMIT,
    BAD_RATIO,
    TOKEN_DEAD,
    SPAM_BUT_LIVE,
    GONE_BUT_LIVE,
    NOT_READY_BUT_LIVE
  }

  private static final DateTimeFormatter GRAPH_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXX").withZone(ZoneOffset.UTC);

  private record Container(String caption, List<String> images, boolean published) {}

  private final HttpServer server;
  private final AtomicLong ids = new AtomicLong(17_000_000_000_000_000L);
  private final Map<String, Container> containers = new HashMap<>();
  private final List<Post> posts = new ArrayList<>();
  private final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private boolean connected = true;

  FakeInstagram() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/internal/", this::account);
    server.createContext("/v26.0/", this::graph);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  synchronized void reset() {
    posts.clear();
    faults.clear();
    complaints.clear();
    connected = true;
  }

  synchronized void disconnect() {
    connected = false;
  }

  /** The next call of {@code step} ({@code container, publish, poll}) goes wrong. */
  synchronized void next(String step, Fault fault) {
    faults.computeIfAbsent(step, ignored -> new ArrayDeque<>()).add(fault);
  }

  synchronized void clear(String step) {
    faults.remove(step);
  }

  synchronized List<Post> posts() {
    return List.copyOf(posts);
  }

  synchronized List<Post> postsWith(String caption) {
    return posts.stream().filter(post -> post.caption().equals(caption)).toList();
  }

  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void account(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    synchronized (this) {
      if (exchange.getRequestURI().getPath().endsWith("/rejected")) {
        complaints.add(body);
        answer(exchange, 204, "");
      } else if (connected) {
        answer(
            exchange,
            200,
            "{\"access_token\": \"secret\", \"external_id\": \"178414\", \"platform\": \"INSTAGRAM\", \"expires_at\": null, \"generation\": 3}");
      } else {
        answer(exchange, 409, "{\"code\": \"account_disconnected\", \"generation\": 3}");
      }
    }
  }

  private void graph(HttpExchange exchange) throws IOException {
    var form =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    var path = exchange.getRequestURI().getPath().substring("/v26.0/".length());
    synchronized (this) {
      if (path.endsWith("/media") && exchange.getRequestMethod().equals("POST")) {
        call(exchange, "container", () -> createContainer(form));
      } else if (path.endsWith("/media_publish")) {
        call(exchange, "publish", () -> publish(form.get("creation_id")));
      } else if (path.endsWith("/media")) {
        call(exchange, "list", this::list);
      } else if (containers.containsKey(path)) {
        call(exchange, "poll", () -> status(path));
      } else {
        call(
            exchange,
            "details",
            () -> "{\"id\": \"%s\", \"permalink\": \"https://ig/p/%s\"}".formatted(path, path));
      }
    }
  }

  private interface Effect {
    String apply();
  }

  private void call(HttpExchange exchange, String step, Effect effect) throws IOException {
    var queue = faults.get(step);
    var fault = queue == null || queue.isEmpty() ? Fault.NONE : queue.remove();
    switch (fault) {
      case NONE -> answer(exchange, 200, effect.apply());
      case DROP_AFTER_APPLY -> {
        effect.apply();
        exchange.close();
      }
      case DROP_BEFORE_APPLY -> exchange.close();
      case SERVER_ERROR_AFTER_APPLY -> {
        effect.apply();
        answer(exchange, 500, "<html>oops</html>");
      }
      case RATE_LIMIT_AFTER_APPLY -> {
        effect.apply();
        error(exchange, 4, 0);
      }
      case SPAM_BUT_LIVE -> {
        effect.apply();
        error(exchange, 4, 2207051);
      }
      case GONE_BUT_LIVE -> {
        effect.apply();
        error(exchange, 24, 2207006);
      }
      case NOT_READY_BUT_LIVE -> {
        effect.apply();
        error(exchange, 9007, 2207027);
      }
      case GARBAGE_AFTER_APPLY -> {
        effect.apply();
        answer(exchange, 200, "not json");
      }
      case NOT_READY -> error(exchange, 9007, 2207027);
      case DAILY_LIMIT -> error(exchange, 9, 2207042);
      case BAD_RATIO -> error(exchange, 36003, 2207009);
      case TOKEN_DEAD -> error(exchange, 190, 463);
    }
  }

  private String createContainer(Map<String, String> form) {
    var id = Long.toString(ids.incrementAndGet());
    var images =
        form.containsKey("children")
            ? List.of(form.get("children").split(",")).stream()
                .flatMap(child -> containers.get(child).images().stream())
                .toList()
            : List.of(form.get("image_url"));
    containers.put(id, new Container(form.getOrDefault("caption", ""), images, false));
    return "{\"id\": \"" + id + "\"}";
  }

  private String publish(String container) {
    var draft = containers.get(container);
    if (draft.published()) {
      throw new IllegalStateException("published twice: " + container);
    }
    containers.put(container, new Container(draft.caption(), draft.images(), true));
    var id = Long.toString(ids.incrementAndGet());
    posts.add(new Post(id, draft.caption(), draft.images(), Instant.now()));
    return "{\"id\": \"" + id + "\"}";
  }

  private String status(String container) {
    return "{\"status_code\": \"%s\"}"
        .formatted(containers.get(container).published() ? "PUBLISHED" : "FINISHED");
  }

  private String list() {
    var data = new ArrayList<String>();
    for (var post : posts.reversed()) {
      data.add(
          "{\"id\": \"%s\", \"caption\": \"%s\", \"timestamp\": \"%s\", \"permalink\": \"https://ig/p/%s\"}"
              .formatted(post.id(), post.caption(), GRAPH_TIME.format(post.at()), post.id()));
    }
    return "{\"data\": [" + String.join(",", data) + "]}";
  }

  private static void error(HttpExchange exchange, int code, int subcode) throws IOException {
    answer(
        exchange,
        400,
        "{\"error\": {\"code\": %d, \"error_subcode\": %d, \"message\": \"no\"}}"
            .formatted(code, subcode));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, String> parameters(String form) {
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
