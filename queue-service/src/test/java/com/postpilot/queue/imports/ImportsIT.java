package com.postpilot.queue.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.queue.QueueServiceIT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What tests of imports share: files, and shops that serve or send them. */
abstract class ImportsIT extends QueueServiceIT {
  static final String TABLE =
      """
      {'format': 'CSV', 'currency': 'EUR', 'platforms': ['INSTAGRAM'], 'columns': {
       'external_product_id': 'SKU', 'title': 'Name', 'price': 'Price', 'stock': 'Left'}}
      """;

  static final Web WEB = new Web();

  /** Files of shops, at addresses of their own. */
  static final class Web {
    /** What stands at an address. */
    interface Page {
      void answer(HttpExchange exchange) throws Exception;
    }

    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final HttpServer server;

    Web() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::answer);
      server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        pages
            .getOrDefault(exchange.getRequestURI().getPath(), gone -> send(gone, 404, new byte[0]))
            .answer(exchange);
      } catch (Exception e) {
        throw new IOException(e);
      }
    }

    String add(Page page) {
      var path = "/" + UUID.randomUUID();
      pages.put(path, page);
      return "http://localhost:" + server.getAddress().getPort() + path;
    }

    String add(byte[] file) {
      return add(exchange -> send(exchange, 200, file));
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** A table of products, with a header that {@link #TABLE} knows. */
  static String table(String... lines) {
    return "SKU,Name,Price,Left\n" + String.join("\n", lines) + "\n";
  }

  /** Mugs {@code mug-0} and so on. */
  static String mugs(int number, String price) {
    return table(
        IntStream.range(0, number)
            .mapToObj(i -> "mug-%1$d,Mug %1$d,%2$s,5".formatted(i, price))
            .toArray(String[]::new));
  }

  static final String LARGE =
      """
      {'format': 'CSV', 'currency': 'EUR', 'columns': {'external_product_id': 'SKU',
       'title': 'Name', 'description': 'Text', 'price': 'Price', 'stock': 'Left',
       'images': 'Pictures', 'url': 'Link', 'brand': 'Brand', 'category': 'Kind'}}
      """;

  /** A table for {@link #LARGE}, never in memory, of products as shops have them. */
  static Path large(Path folder, int products, String price) throws IOException {
    var file = folder.resolve(price + ".csv");
    try (var out = Files.newBufferedWriter(file)) {
      out.write("SKU,Name,Text,Price,Left,Pictures,Link,Brand,Kind\n");
      for (int i = 0; i < products; i++) {
        out.write(
            ("sku-%1$d,Stoneware mug no. %1$d,\"<p>Thrown by hand and fired twice, mug %1$d"
                    + " <b>holds 350 ml</b>.</p>\n<ul><li>Dishwasher safe</li><li>Glazed inside"
                    + " and out</li><li>Made in small batches of twenty</li></ul>\",%2$s,%3$d,"
                    + "https://shop.example/p/%1$d-a.jpg https://shop.example/p/%1$d-b.jpg,"
                    + "https://shop.example/mugs/%1$d,Mar,Home > Kitchen > Mugs\n")
                .formatted(i, price, i % 40));
      }
    }
    return file;
  }

  Reply upload(String wanted, String file) {
    return upload(shop, wanted, "products.csv", file.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static Reply upload(
      Workspace shop, String wanted, String filename, byte[] file, Map<String, String> headers) {
    return upload(shop, wanted, filename, BodyPublishers.ofByteArray(file), headers);
  }

  static Reply upload(
      Workspace shop,
      String wanted,
      String filename,
      BodyPublisher file,
      Map<String, String> headers) {
    var boundary = "b" + UUID.randomUUID();
    var all = new HashMap<>(headers);
    all.put("Content-Type", "multipart/form-data; boundary=" + boundary);
    var body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head(boundary, wanted, filename)),
            file,
            BodyPublishers.ofString(tail(boundary)));
    return shop.post("/imports", body, all);
  }

  static String head(String boundary, String wanted, String filename) {
    return """
        --%1$s
        Content-Disposition: form-data; name="import"
        Content-Type: application/json

        %2$s
        --%1$s
        Content-Disposition: form-data; name="file"; filename="%3$s"
        Content-Type: text/csv

        """
        .formatted(boundary, json(wanted).strip(), filename)
        .replace("\n", "\r\n");
  }

  static String tail(String boundary) {
    return "\r\n--" + boundary + "--\r\n";
  }

  /** An import of this table that is ready to be committed. */
  UUID ready(String file) {
    var id = upload(TABLE, file).is(202).id();
    becomes(id, "READY");
    return id;
  }

  Reply becomes(UUID id, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              var read = shop.get("/imports/" + id).is(200);
              assertThat(read.at("/status")).as("%s", read.body()).isEqualTo(status);
            });
    return shop.get("/imports/" + id).is(200);
  }

  Reply committed(UUID id) {
    shop.post("/imports/" + id + "/commit", "{}").is(202);
    return becomes(id, "DONE");
  }

  /** Accepted, updated, unchanged and skipped. */
  static List<Integer> counts(Reply reply) {
    var counts = reply.body().get("counts");
    return Stream.of("accepted", "updated", "unchanged", "skipped")
        .map(name -> counts.get(name).asInt())
        .toList();
  }

  long products() {
    return count("select count(*) from product where workspace_id = '" + shop.id + "'");
  }

  long items() {
    return count("select count(*) from item where workspace_id = '" + shop.id + "'");
  }

  long stored(String table) {
    return count("select count(*) from " + table + " where workspace_id = '" + shop.id + "'");
  }
}
