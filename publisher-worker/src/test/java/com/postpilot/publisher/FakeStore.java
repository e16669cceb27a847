package com.postpilot.publisher;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.regex.Pattern;

/** An object store that holds every object, of any length, and gives parts of it only. */
final class FakeStore extends FakeServer {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  @Override
  void handle(HttpExchange exchange) throws IOException {
    var range = RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    if (!range.matches()) {
      answer(exchange, 400, "the whole object was asked for");
      return;
    }
    long from = Long.parseLong(range.group(1));
    long length = Long.parseLong(range.group(2)) - from + 1;
    exchange.sendResponseHeaders(206, length);
    var piece = new byte[64 * 1024];
    try (var body = exchange.getResponseBody()) {
      for (long sent = 0; sent < length; sent += piece.length) {
        body.write(piece, 0, (int) Math.min(piece.length, length - sent));
      }
    }
    exchange.close();
  }
}
