package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SandboxTest
class CallbackTests {

  record Heard(String contentType, String body) {}

  final List<Heard> heard = new CopyOnWriteArrayList<>();
  HttpServer app;
  @LocalServerPort int port;
  Sandbox sandbox;
  Facebook facebook;

  @BeforeEach
  void begin() throws IOException {
    sandbox = new Sandbox(port);
    sandbox.reset();
    facebook = new Facebook(sandbox);
    app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    app.createContext(
        "/",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          heard.add(new Heard(exchange.getRequestHeaders().getFirst("Content-Type"), body));
          var answer = "{\"confirmation_code\":\"abc\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    app.start();
  }

  @AfterEach
  void end() {
    app.stop(0);
  }

  @Test
  void whoThrowsTheAppOutOfFacebookEndsItsTokensAndTheAppIsTold() throws Exception {
    var userToken = facebook.connect("linen.and.loam");
    var person = facebook.get("/me", userToken).text("/id");
    var pageToken = facebook.pages(userToken).text("/data/1/access_token");

    var reply = ask("deauthorize", "facebook", "linen.and.loam-2");

    assertThat(reply.text("/user_id")).isEqualTo(person);
    assertThat(reply.json().path("status").asInt()).isEqualTo(200);
    assertThat(facebook.get("/me", pageToken).error()).isEqualTo("190/458");
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().contentType()).isEqualTo("application/x-www-form-urlencoded");
    var payload = payload("sandbox-facebook-secret");
    assertThat(payload.path("user_id").asString()).isEqualTo(person);
    assertThat(payload.path("algorithm").asString()).isEqualTo("HMAC-SHA256");
    assertThat(Instant.ofEpochSecond(payload.path("issued_at").asLong()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void whoThrowsTheAppOutOfInstagramIsNamedByTheAppsOwnId() throws Exception {
    var token = sandbox.connect("linen.and.loam");
    var id = sandbox.get("/ig-graph/v26.0/me", "fields", "id", "access_token", token).text("/id");

    ask("deauthorize", "instagram", "linen.and.loam");

    assertThat(payload("sandbox-instagram-secret").path("user_id").asString()).isEqualTo(id);
    assertThat(sandbox.list(token).error()).isEqualTo("190/460");
  }

  @ParameterizedTest
  @ValueSource(strings = {"instagram", "facebook"})
  void whoWantsToBeForgottenIsNotYetThrowingTheAppOut(String platform) throws Exception {
    var instagram = sandbox.connect("linen.and.loam");
    var page = facebook.pageToken("linen.and.loam");

    var reply = ask("data-deletion", platform, "linen.and.loam");

    assertThat(reply.text("/body")).isEqualTo("{\"confirmation_code\":\"abc\"}");
    assertThat(payload("sandbox-" + platform + "-secret").path("user_id").asString())
        .isEqualTo(reply.text("/user_id"));
    assertThat(sandbox.list(instagram).status()).isEqualTo(200);
    assertThat(facebook.get("/me", page).status()).isEqualTo(200);
  }

  @Test
  void theAppIsToldWhereItIsConfiguredToBe() {
    facebook.connect("linen.and.loam");

    var reply =
        sandbox.postJson(
            "/_sandbox/deauthorize", "{\"platform\":\"facebook\",\"account\":\"linen.and.loam\"}");

    assertThat(reply.text("/url"))
        .isEqualTo("http://localhost:1/api/v1/platform-callbacks/facebook/deauthorize");
    assertThat(reply.text("/failure")).contains("cannot be reached");
    assertThat(reply.json().has("status")).isFalse();
  }

  private Reply ask(String route, String platform, String account) {
    var reply =
        sandbox.postJson(
            "/_sandbox/" + route,
            "{\"platform\":\"%s\",\"account\":\"%s\",\"url\":\"http://localhost:%d/\"}"
                .formatted(platform, account, app.getAddress().getPort()));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply;
  }

  /** What the app heard, if it is signed as it should be. */
  private JsonNode payload(String secret) throws Exception {
    var signedRequest = heard.getFirst().body().replaceFirst("signed_request=", "");
    var parts = signedRequest.split("\\.", -1);
    assertThat(signedRequest).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(Base64.getUrlDecoder().decode(parts[0]))
        .isEqualTo(mac.doFinal(parts[1].getBytes(StandardCharsets.UTF_8)));
    return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1]));
  }
}
