package com.postpilot.publisher;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** account-service as the worker sees it; its steps are {@code token} and each external id. */
final class FakeAccounts extends FakeServer {
  private final Map<String, String> externalIds = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private boolean connected = true;
  private String token = "secret";
  private String nextToken = token;

  @Override
  synchronized void reset() {
    super.reset();
    complaints.clear();
    connected = true;
    token = "secret";
    nextToken = token;
  }

  synchronized void know(UUID account, String externalId) {
    externalIds.put(account.toString(), externalId);
  }

  synchronized void disconnect() {
    connected = false;
  }

  /** A refused token can be replaced. */
  synchronized void renewWhenRefused(String renewed) {
    nextToken = renewed;
  }

  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  void handle(HttpExchange exchange) throws IOException {
    var body = body(exchange);
    var path = List.of(exchange.getRequestURI().getPath().split("/"));
    synchronized (this) {
      if (path.getLast().equals("rejected")) {
        complaints.add(body);
        token = nextToken;
        answer(exchange, 204, "");
      } else if (connected) {
        var externalId = externalIds.get(path.get(path.size() - 2));
        call(
            exchange,
            goesWrong(externalId) ? externalId : "token",
            () ->
                """
                {"access_token": "%s", "external_id": "%s", "expires_at": null, "generation": 3}"""
                    .formatted(token, externalId));
      } else {
        answer(exchange, 409, "{\"code\": \"account_disconnected\", \"generation\": 3}");
      }
    }
  }
}
