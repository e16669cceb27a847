package com.postpilot.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.TestIdentity;
import com.postpilot.common.testing.TestPostgres;
import com.postpilot.queue.caption.CaptionWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** queue-service over HTTP, on real PostgreSQL and Kafka; all such tests share one context. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=queue-service",
      "postpilot.queue.generation.poll-interval=100ms",
      "postpilot.queue.generation.back-off=100ms",
      "postpilot.queue.generation.give-up-after=3s",
      "postpilot.queue.imports.poll-interval=100ms",
      "postpilot.queue.imports.back-off=100ms",
      "postpilot.queue.fetch.allow-private-addresses=true"
    })
@ContextConfiguration(initializers = Surroundings.class)
@Import(QueueServiceIT.Fakes.class)
public abstract class QueueServiceIT {
  protected static final Neighbours NEIGHBOURS = Surroundings.NEIGHBOURS;
  protected static final FakeWriter WRITER = new FakeWriter();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Value("${local.server.port}")
  private int port;

  protected final Workspace shop = new Workspace();

  /** What would cost money. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Fakes {
    @Bean
    @Primary
    CaptionWriter fakeWriter() {
      return WRITER;
    }
  }

  /** An answer. */
  public record Reply(int status, JsonNode body, HttpResponse<byte[]> raw) {
    public Reply is(int expected) {
      assertThat(status).as("%s", body).isEqualTo(expected);
      return this;
    }

    public String code() {
      return body.path("code").asString("");
    }

    public String field() {
      return body.path("errors").path(0).path("field").asString("");
    }

    public UUID id() {
      return UUID.fromString(body.get("id").asString());
    }

    public String eTag() {
      return raw.headers().firstValue("ETag").orElseThrow();
    }

    /** What stands there, as text; numbers as they are written. */
    public String at(String pointer) {
      var node = body.at(pointer);
      return node.isString() ? node.asString() : node.toString();
    }
  }

  /** A workspace and its owner's requests. */
  public final class Workspace {
    public final UUID id = UUID.randomUUID();
    private final String token = TestIdentity.instance().ownerToken(id);

    public Reply get(String path) {
      return request("GET", path, null, Map.of());
    }

    public Reply post(String path, String json) {
      return request("POST", path, json, Map.of());
    }

    public Reply patch(UUID item, String json) {
      return request("PATCH", "/queue/" + item, json, Map.of());
    }

    public Reply delete(UUID item) {
      return request("DELETE", "/queue/" + item, null, Map.of());
    }

    public Reply request(String method, String path, String json, Map<String, String> headers) {
      return QueueServiceIT.this.request(token, method, path, json, headers);
    }

    public Reply read(UUID item) {
      return get("/queue/" + item).is(200);
    }

    /** Any body. */
    public Reply post(String path, BodyPublisher body, Map<String, String> headers) {
      return QueueServiceIT.this.request(token, "POST", path, body, headers);
    }

    /** A new item of a product of that name. */
    public UUID item(String title) {
      return post("/queue", json("{'title': '%s'}".formatted(title))).is(201).id();
    }

    /** An item that has a caption on each of its platforms, Instagram alone. */
    public UUID written(String title, String caption) {
      var item =
          post("/queue", json("{'title': '%s', 'platforms': ['INSTAGRAM']}".formatted(title)))
              .is(201)
              .id();
      patch(item, json("{'captions': {'INSTAGRAM': {'caption': '%s'}}}".formatted(caption)))
          .is(200);
      return item;
    }

    public String status(UUID item) {
      return read(item).at("/status");
    }
  }

  /** JSON with single quotes. */
  protected static String json(String text) {
    return text.replace('\'', '"');
  }

  protected Reply request(
      String token, String method, String path, String json, Map<String, String> headers) {
    var body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
    return request(token, method, path, body, headers);
  }

  private Reply request(
      String token, String method, String path, BodyPublisher sent, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, sent);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (sent.contentLength() != 0 && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    try {
      var answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      var body =
          answer.body().length == 0 ? "null" : new String(answer.body(), StandardCharsets.UTF_8);
      return new Reply(answer.statusCode(), JsonMapper.shared().readTree(body), answer);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes rows past every policy. */
  protected static int execute(String sql) {
    try (var connection = TestPostgres.instance().superuser();
        var statement = connection.createStatement()) {
      statement.execute("set search_path = queue");
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one number that a query past every policy gives. */
  protected static long count(String query) {
    try (var connection = TestPostgres.instance().superuser();
        var statement = connection.createStatement()) {
      statement.execute("set search_path = queue");
      try (var rows = statement.executeQuery(query)) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one id that a query past every policy gives. */
  protected static UUID uuid(String query) {
    try (var connection = TestPostgres.instance().superuser();
        var statement = connection.createStatement()) {
      statement.execute("set search_path = queue");
      try (var rows = statement.executeQuery(query)) {
        rows.next();
        return rows.getObject(1, UUID.class);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
