package com.postpilot.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.testing.TestIdentity;
import com.postpilot.common.testing.TestKafka;
import com.postpilot.common.testing.TestPostgres;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** post-service over HTTP, on real PostgreSQL, Kafka and S3; all such tests share one context. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=post-service",
      "postpilot.post.dispatch.announce-after=1s",
      "postpilot.media.allow-private-addresses=true",
      "postpilot.media.fetch-timeout=2s"
    })
@ContextConfiguration(initializers = Surroundings.class)
public abstract class PostServiceIT {
  protected static final FakeAccountService ACCOUNTS = Surroundings.ACCOUNTS;
  protected static final TestKafka KAFKA = TestKafka.instance();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Value("${local.server.port}")
  private int port;

  protected final Workspace shop = new Workspace();

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
  }

  /** A workspace and its owner's requests. */
  public final class Workspace {
    public final UUID id = UUID.randomUUID();
    private final String token = TestIdentity.instance().ownerToken(id);

    public UUID instagram() {
      return ACCOUNTS.connected(id, "INSTAGRAM");
    }

    public Reply get(String path) {
      return request("GET", path, null, Map.of());
    }

    public Reply post(String path, String json) {
      return request("POST", path, json, Map.of());
    }

    public Reply patch(UUID post, String json) {
      return request("PATCH", "/posts/" + post, json, Map.of());
    }

    public Reply delete(String path) {
      return request("DELETE", path, null, Map.of());
    }

    public Reply request(String method, String path, String json, Map<String, String> headers) {
      return PostServiceIT.this.request(token, method, path, json, headers);
    }

    /** A picture in the library. */
    public UUID picture() {
      return upload(jpeg(1080, 1080), "image/jpeg").is(200).id();
    }

    public Reply upload(byte[] bytes, String contentType) {
      var announced = announce(bytes.length, contentType);
      put(announced, bytes, contentType);
      return post("/media/uploads/" + announced.id() + "/complete", "{}");
    }

    public Reply announce(long size, String contentType) {
      return post(
              "/media/uploads",
              "{\"filename\": \"a.jpg\", \"content_type\": \"%s\", \"size\": %d}"
                  .formatted(contentType, size))
          .is(201);
    }

    public void put(Reply announced, byte[] bytes, String contentType) {
      var put =
          HttpRequest.newBuilder(URI.create(announced.body().get("upload_url").asString()))
              .header("Content-Type", contentType)
              .PUT(BodyPublishers.ofByteArray(bytes))
              .build();
      try {
        assertThat(HTTP.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** A draft with one picture for one account. */
    public UUID draft(String caption, UUID account) {
      return post("/posts", draftJson(caption, account, picture())).is(201).id();
    }

    public UUID draft(String caption) {
      return draft(caption, instagram());
    }

    public UUID scheduled(String caption, Instant at) {
      return scheduled(caption, instagram(), at);
    }

    public UUID scheduled(String caption, UUID account, Instant at) {
      var post = draft(caption, account);
      schedule(post, at).is(200);
      return post;
    }

    public UUID dueNow(String caption) {
      return dueNow(caption, instagram());
    }

    public UUID dueNow(String caption, UUID account) {
      var post = draft(caption, account);
      post("/posts/" + post + "/publish", null).is(200);
      return post;
    }

    public Reply schedule(UUID post, Instant at) {
      return post(
          "/posts/" + post + "/schedule",
          "{\"schedule\": {\"scheduled_at\": \"%s\"}}".formatted(at));
    }

    public Reply read(UUID post) {
      return get("/posts/" + post).is(200);
    }

    public String status(UUID post) {
      return read(post).body().get("status").asString();
    }

    public JsonNode target(UUID post) {
      return read(post).body().get("targets").get(0);
    }

    public UUID targetId(UUID post) {
      return UUID.fromString(target(post).get("id").asString());
    }

    public List<String> timeline(UUID post) {
      var kinds = new ArrayList<String>();
      get("/posts/" + post + "/timeline")
          .is(200)
          .body()
          .get("items")
          .forEach(item -> kinds.add(item.get("kind").asString()));
      return kinds;
    }
  }

  protected static String draftJson(String caption, UUID account, UUID picture) {
    return """
        {"caption": "%s", "media": [{"id": "%s"}], "targets": [{"account_id": "%s"}]}"""
        .formatted(caption, picture, account);
  }

  /** A call of another service. */
  protected Reply internal(String token, String path, String json) {
    return internal(token, path, json, Map.of());
  }

  protected Reply internal(String token, String path, String json, Map<String, String> headers) {
    return internal("POST", token, path, json, headers);
  }

  protected Reply internal(
      String method, String token, String path, String json, Map<String, String> headers) {
    return send(token, method, "/internal" + path, json, headers);
  }

  protected Reply request(
      String token, String method, String path, String json, Map<String, String> headers) {
    return send(token, method, "/api/v1" + path, json, headers);
  }

  private Reply send(
      String token, String method, String path, String json, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (json != null && !headers.containsKey("Content-Type")) {
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

  protected static Instant inHours(int hours) {
    return Instant.now().plus(hours, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
  }

  protected static byte[] jpeg(int width, int height) {
    return picture("jpeg", width, height, BufferedImage.TYPE_INT_RGB);
  }

  protected static byte[] picture(String format, int width, int height, int type) {
    var image = new BufferedImage(width, height, type);
    var canvas = image.createGraphics();
    canvas.setColor(Color.ORANGE);
    canvas.fillRect(0, 0, width / 2, height);
    canvas.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, format, bytes)).isTrue();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /** Plain SQL past every policy. */
  protected static <T> T sql(Sql<T> work) {
    try (var connection = TestPostgres.instance().superuser()) {
      try (var statement = connection.createStatement()) {
        statement.execute("set search_path = post");
      }
      return work.on(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  protected interface Sql<T> {
    T on(Connection connection) throws SQLException;
  }

  protected static int execute(String sql) {
    return sql(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }

  protected static long count(String query) {
    return sql(
        connection -> {
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  protected static List<String> texts(String query) {
    return sql(
        connection -> {
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
              texts.add(rows.getString(1));
            }
            return texts;
          }
        });
  }

  protected static UUID uuid(String query) {
    return sql(
        connection -> {
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getObject(1, UUID.class) : null;
          }
        });
  }

  /** The delivery of a target that is under way. */
  protected static UUID inFlight(UUID target) {
    return await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> uuid("select delivery_id from in_flight where target_id = '" + target + "'"),
            delivery -> delivery != null);
  }
}
