package com.postpilot.post;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/** account-service as post-service sees it: its look-up, with accounts that a test makes up. */
public final class FakeAccountService {
  private record Account(
      UUID workspaceId, UUID id, String platform, String status, String health, long generation) {}

  private final HttpServer server;
  private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean down;

  FakeAccountService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/internal/workspaces/", this::lookup);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public UUID connected(UUID workspaceId, String platform) {
    return add(workspaceId, platform, "CONNECTED", "OK");
  }

  public UUID add(UUID workspaceId, String platform, String status, String health) {
    var id = UUID.randomUUID();
    accounts.put(id, new Account(workspaceId, id, platform, status, health, 1));
    return id;
  }

  public void down(boolean down) {
    this.down = down;
  }

  public int calls() {
    return calls.get();
  }

  private void lookup(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    if (down || !exchange.getRequestHeaders().getFirst("Authorization").startsWith("Bearer ")) {
      exchange.sendResponseHeaders(500, -1);
      exchange.close();
      return;
    }
    var workspaceId = UUID.fromString(exchange.getRequestURI().getPath().split("/", -1)[3]);
    var request = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    var found =
        StreamSupport.stream(request.get("account_ids").spliterator(), false)
            .map(id -> accounts.get(UUID.fromString(id.asString())))
            .filter(account -> account != null && account.workspaceId().equals(workspaceId))
            .map(
                account ->
                    """
                    {"id": "%s", "platform": "%s", "external_id": "ext-%s", "handle": "shop",
                     "status": "%s", "health": "%s", "token_expires_at": null, "generation": %d,
                     "a_new_field": true}"""
                        .formatted(
                            account.id(),
                            account.platform(),
                            account.id(),
                            account.status(),
                            account.health(),
                            account.generation()))
            .collect(Collectors.joining(",", "{\"accounts\": [", "]}"));
    var bytes = found.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
