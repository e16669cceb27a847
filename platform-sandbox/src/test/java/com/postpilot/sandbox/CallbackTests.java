package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
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

  record Heard(String contentType, String tikTokSignature, String body) {}

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
          var headers = exchange.getRequestHeaders();
          heard.add(
              new Heard(
                  headers.getFirst("Content-Type"), headers.getFirst("TikTok-Signature"), body));
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

  @Test
  void tikTokTellsByASignedWebhook() throws Exception {
    var tiktok = new TikTok(sandbox);
    var token = tiktok.connect("linen.and.loam");
    var openId = tiktok.userInfo(token, "open_id").text("/data/user/open_id");

    ask("deauthorize", "tiktok", "linen.and.loam");

    var event = JsonMapper.shared().readTree(heard.getFirst().body());
    assertThat(event.path("event").asString()).isEqualTo("authorization.removed");
    assertThat(event.path("client_key").asString()).isEqualTo("sandbox-tiktok");
    assertThat(event.path("user_openid").asString()).isEqualTo(openId);
    assertThat(JsonMapper.shared().readTree(event.path("content").asString()).has("reason"))
        .isTrue();
    var signature = heard.getFirst().tikTokSignature();
    var time = signature.replaceFirst("t=(\\d+),s=.*", "$1");
    var signed = hmac("sandbox-tiktok-secret", time + "." + heard.getFirst().body());
    assertThat(signature).isEqualTo("t=" + time + ",s=" + HexFormat.of().formatHex(signed));
    assertThat(tiktok.userInfo(token, "open_id").text("/error/code"))
        .isEqualTo("access_token_invalid");
  }

  @Test
  void nobodyIsForgottenByTikTok() {
    new TikTok(sandbox).connect("linen.and.loam");

    var reply =
        sandbox.postJson(
            "/_sandbox/data-deletion", "{\"platform\":\"tiktok\",\"account\":\"linen.and.loam\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/field")).isEqualTo("platform");
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
    assertThat(Base64.getUrlDecoder().decode(parts[0])).isEqualTo(hmac(secret, parts[1]));
    return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1]));
  }

  private static byte[] hmac(String secret, String message) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
  }
}
