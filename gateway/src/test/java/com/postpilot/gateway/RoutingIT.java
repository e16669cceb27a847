package com.postpilot.gateway;

import static com.postpilot.gateway.Client.code;
import static com.postpilot.gateway.Client.json;
import static com.postpilot.gateway.Client.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.testing.TestIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@RunningGateway
class RoutingIT {
  private static final int MEGABYTE = 1024 * 1024;

  @Autowired Client client;

  @BeforeEach
  void reset() {
    Suite.reset();
  }

  static FakeService service(String name) {
    return Map.of(
            "auth", Suite.AUTH,
            "account", Suite.ACCOUNT,
            "post", Suite.POST,
            "queue", Suite.QUEUE)
        .get(name);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/auth/me, auth",
    "PATCH, /api/v1/auth/me, auth",
    "GET, /api/v1/auth/sessions?limit=2, auth",
    "DELETE, /api/v1/auth/sessions, auth",
    "DELETE, /api/v1/auth/sessions/0197, auth",
    "GET, /api/v1/accounts, account",
    "POST, /api/v1/accounts/connect, account",
    "DELETE, /api/v1/accounts/0197, account",
    "GET, /api/v1/posts, post",
    "GET, /api/v1/posts/calendar?start_date=2026-03-01&timezone=Europe%2FBerlin&q=a%20b%26c, post",
    "PATCH, /api/v1/posts/0197, post",
    "POST, /api/v1/media/uploads, post",
    "POST, /api/v1/posts/validate, post",
    "PUT, /api/v1/posts/settings, post",
    "GET, /api/v1/queue?status=IN_REVIEW&q=blue%20shirt, queue",
    "POST, /api/v1/queue/0197/approve, queue",
    "POST, /api/v1/imports/0197/commit, queue",
  })
  void aRequestGoesToItsServiceAsItIs(String method, String path, String name) throws Exception {
    var body = method.equals("GET") ? "" : "{\"caption\": \"schöne Grüße\"}";
    var response =
        client.send(
            client
                .withToken(path)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"3\"")
                .header("Idempotency-Key", "key-1")
                .method(method, BodyPublishers.ofString(body)));

    assertThat(response.statusCode()).isEqualTo(200);
    var received = service(name).last();
    assertThat(received.method()).isEqualTo(method);
    assertThat(received.uri()).isEqualTo(path);
    assertThat(received.body()).isEqualTo(body);
    assertThat(received.headers().getFirst("Authorization")).startsWith("Bearer ey");
    assertThat(received.headers().getFirst("Accept-Encoding")).isNull();
    assertThat(received.headers().getFirst("If-Match")).isEqualTo("\"3\"");
    assertThat(received.headers().getFirst("Idempotency-Key")).isEqualTo("key-1");
    assertThat(Suite.all().mapToInt(service -> service.received().size()).sum()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/workspaces/1/accounts/lookup",
        "/api/internal/workspaces/1/accounts/lookup",
        "/api/v1/internal/workspaces/1/accounts/lookup",
        "/api/v1/postsinternal",
        "/api/v2/posts",
        "/api/v1",
        "/API/v1/posts",
        "/oauth2/token",
        "/.well-known/jwks.json",
        "/actuator",
        "/actuator/health",
        "/actuator/prometheus",
        "/actuator/gateway/routes",
        "/error",
        "/favicon.ico",
        "/api/v1/queues",
      })
  void nothingElseIsThere(String path) throws Exception {
    for (var line : new String[] {"GET " + path, "POST " + path}) {
      var answer = client.raw(line, "Authorization: Bearer " + token(), "Content-Length: 0");
      assertThat(answer).as(line).startsWith("HTTP/1.1 404").contains("\"code\":\"not_found\"");
      assertThat(client.raw(line, "Content-Length: 0")).as(line).startsWith("HTTP/1.1 404");
    }
    assertThat(Suite.all()).allSatisfy(service -> assertThat(service.received()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/../internal/x",
        "http://169.254.169.254/latest/meta-data",
        "/api/v1/posts/../../../internal/x",
        "/api/v1/posts/..;/..;/internal/x",
        "/api/v1/posts/;/../internal/x",
        "/api/v1/posts;a=b/x",
        "/api/v1/posts/%2e%2e/%2e%2e/internal/x",
        "/api/v1/posts/%252e%252e/x",
        "/api/v1/posts/..%2f..%2finternal",
        "/api/v1/posts%2f..%2f..%2finternal",
        "/api/v1/posts/%5c..%5cinternal",
        "/api/v1/posts/\\..\\internal",
        "//internal/x",
        "/api//v1/posts",
        "/api/v1//posts",
        "/api/v1/posts//x",
        "/api/v1/./posts",
        "/api/v1/posts/.",
        "/api/v1/posts/%00",
        "/api/v1/posts/%0d%0aX-Evil:1",
        "/api/v1/posts/%ff%zz",
        "/api/v1/posts?q={}<>",
      })
  void addressesThatPlayTricksGetNowhere(String path) throws Exception {
    var answer = client.raw("GET " + path, "Authorization: Bearer " + token());

    assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*");
    assertThat(answer).contains("application/problem+json").doesNotContain("Exception", "Tomcat");
    assertThat(Suite.all()).allSatisfy(service -> assertThat(service.received()).isEmpty());
  }

  @Test
  void tracingAndTunnellingAreNotOffered() throws Exception {
    for (var method : new String[] {"TRACE", "CONNECT", "PROPFIND", "EVIL"}) {
      var answer = client.raw(method + " /api/v1/posts", "Authorization: Bearer " + token());
      assertThat(answer).as(method).matches("(?s)HTTP/1.1 (400|403|404|405|501) .*");
    }
    assertThat(Suite.POST.received()).isEmpty();
  }

  @Test
  void withoutAGoodTokenNoServiceIsBothered() throws Exception {
    var identity = TestIdentity.instance();
    var workspace = UUID.randomUUID();
    var bad =
        new String[] {
          "nonsense",
          "ey.ey.ey",
          token() + "x",
          identity.token(claims -> claims.subject("x").claim("wid", workspace).issuer("other")),
          identity.token(claims -> claims.subject("x").claim("wid", workspace).audience("other")),
          identity.token(
              claims ->
                  claims
                      .subject(workspace.toString())
                      .claim("wid", workspace.toString())
                      .expirationTime(new Date(System.currentTimeMillis() - 60_000))),
        };
    for (var token : bad) {
      var response =
          client.send(client.request("/api/v1/posts").header("Authorization", "Bearer " + token));
      assertThat(response.statusCode()).as(token).isEqualTo(401);
      assertThat(code(response)).isEqualTo("unauthenticated");
      assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    }
    assertThat(client.get("/api/v1/posts").statusCode()).isEqualTo(401);
    assertThat(client.get("/api/v1/auth/me").statusCode()).isEqualTo(401);
    for (var route : new String[] {"password/change", "verify-email/resend"}) {
      var request = client.request("/api/v1/auth/" + route).POST(BodyPublishers.ofString("{}"));
      assertThat(client.send(request).statusCode()).as(route).isEqualTo(401);
    }
    assertThat(Suite.all()).allSatisfy(service -> assertThat(service.received()).isEmpty());
  }

  @Test
  void aServiceTokenOpensNothingFromOutside() throws Exception {
    var response =
        client.send(
            client
                .request("/api/v1/posts")
                .header(
                    "Authorization",
                    "Bearer " + TestIdentity.instance().serviceToken("post-service")));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(Suite.POST.received()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/auth/register, auth",
    "POST, /api/v1/auth/login, auth",
    "POST, /api/v1/auth/refresh, auth",
    "POST, /api/v1/auth/logout, auth",
    "POST, /api/v1/auth/password/forgot, auth",
    "POST, /api/v1/auth/password/reset, auth",
    "POST, /api/v1/auth/verify-email, auth",
    "GET, /api/v1/oauth/instagram/callback?code=x&state=y, account",
    "GET, /api/v1/platforms, post",
    "POST, /api/v1/platform-callbacks/facebook/data-deletion, account",
    "GET, /api/v1/platform-callbacks/data-deletion/abc, account",
  })
  void whereNoTokenIsNeededABadOneDoesNotHurt(String method, String path, String name)
      throws Exception {
    var response =
        client.send(
            client
                .request(path)
                .header("Authorization", "Bearer expired")
                .method(method, BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(service(name).last().uri()).isEqualTo(path);
  }

  @Test
  void whatAPlatformSignedArrivesByteForByteWithItsSignature() throws Exception {
    for (var type : new String[] {"application/x-www-form-urlencoded", "application/json"}) {
      var body = "signed_request=a-b_c.d%3D&\\u00e4 \\/ {\"x\":  1}";
      var response =
          client.send(
              client
                  .request("/api/v1/platform-callbacks/tiktok/deauthorize")
                  .header("Content-Type", type)
                  .header("TikTok-Signature", "t=1,s=ab")
                  .POST(BodyPublishers.ofString(body)));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(Suite.ACCOUNT.last().body()).isEqualTo(body);
      assertThat(Suite.ACCOUNT.last().headers().get("TikTok-Signature"))
          .containsExactly("t=1,s=ab");
    }
  }

  @Test
  void aServiceHearsWhoReallyCallsAndNothingThatACallerMadeUp() throws Exception {
    client.send(
        client
            .withToken("/api/v1/posts")
            .header("X-Forwarded-For", "203.0.113.7")
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Host", "evil.example")
            .header("X-Forwarded-Prefix", "/evil")
            .header("X-Forwarded-Port", "1")
            .header("Forwarded", "for=203.0.113.7;host=evil.example")
            .header("X-Real-IP", "203.0.113.7")
            .header("X-Acting-User", "somebody")
            .header("X-Workspace-Id", "somebody's")
            .header("X-HTTP-Method-Override", "DELETE")
            .header("Proxy-Authorization", "Basic x")
            .header("TE", "trailers")
            .header("X-Anything", "else"));

    var headers = Suite.POST.last().headers();
    assertThat(headers.get("X-Forwarded-For")).containsExactly("127.0.0.1");
    assertThat(headers.get("X-Forwarded-Proto")).containsExactly("http");
    assertThat(headers.get("X-Forwarded-Host")).containsExactly("localhost:" + client.port());
    assertThat(headers.getFirst("Host")).isEqualTo(Suite.POST.url().substring(7));
    assertThat(headers.keySet())
        .doesNotContain(
            "X-forwarded-prefix",
            "X-forwarded-port",
            "Forwarded",
            "X-real-ip",
            "X-acting-user",
            "X-workspace-id",
            "X-http-method-override",
            "Proxy-authorization",
            "Te",
            "X-anything");
  }

  @Test
  void aRequestHasOneIdAllTheWay() throws Exception {
    Suite.POST.behave(
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("X-Request-Id", exchange.getRequestHeaders().getFirst("X-Request-Id"));
          FakeService.reply(exchange, 200, "{}");
        });

    var given = client.send(client.withToken("/api/v1/posts").header("X-Request-Id", "my-id-1"));
    assertThat(given.headers().allValues("X-Request-Id")).containsExactly("my-id-1");
    assertThat(Suite.POST.last().headers().get("X-Request-Id")).containsExactly("my-id-1");

    var made = client.getWithToken("/api/v1/posts");
    assertThat(made.headers().allValues("X-Request-Id"))
        .containsExactly(Suite.POST.last().headers().getFirst("X-Request-Id"));

    var insane =
        client.send(client.withToken("/api/v1/posts").header("X-Request-Id", "<script> a b"));
    assertThat(insane.headers().firstValue("X-Request-Id").orElseThrow()).hasSize(36);

    var refused = client.send(client.request("/api/v1/posts").header("X-Request-Id", "my-id-2"));
    assertThat(json(refused).path("request_id").asString()).isEqualTo("my-id-2");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 412, 422, 429, 500, 502, 503})
  void whatAServiceAnswersIsPassedOnAsItIs(int status) throws Exception {
    var body =
        "{\"type\": \"urn:postpilot:problem:x\", \"odd\":   [1,2], \"status\": " + status + "}";
    Suite.POST.behave(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
          exchange.getResponseHeaders().set("Retry-After", "17");
          exchange.getResponseHeaders().set("ETag", "\"5\"");
          exchange.getResponseHeaders().set("Keep-Alive", "timeout=3");
          exchange.getResponseHeaders().set("Cache-Control", "private, max-age=3");
          exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
          FakeService.reply(exchange, status, body);
        });

    var response = client.getWithToken("/api/v1/posts/0197");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.headers().allValues("Content-Type"))
        .containsExactly("application/problem+json");
    assertThat(response.headers().allValues("Retry-After")).containsExactly("17");
    assertThat(response.headers().allValues("ETag")).containsExactly("\"5\"");
    assertThat(response.headers().allValues("Cache-Control")).containsExactly("private, max-age=3");
    assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(response.headers().firstValue("Keep-Alive")).isEmpty();
    assertThat(response.headers().allValues("Date")).hasSize(1);
  }

  @Test
  void redirectsAndCookiesOfAServiceReachTheBrowser() throws Exception {
    Suite.ACCOUNT.behave(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://localhost:3106/accounts?c=1");
          exchange.getResponseHeaders().add("Set-Cookie", "a=1; HttpOnly");
          exchange.getResponseHeaders().add("Set-Cookie", "b=2; HttpOnly");
          FakeService.reply(exchange, 302, "");
        });

    var response = client.get("/api/v1/oauth/instagram/callback?code=x&state=y");

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.headers().firstValue("Location"))
        .contains("http://localhost:3106/accounts?c=1");
    assertThat(response.headers().allValues("Set-Cookie")).hasSize(2);
  }

  @Test
  void formsPassAsTheyAre() throws Exception {
    var form = "b=2&a=1&a=%20+x&empty";
    client.send(
        client
            .withToken("/api/v1/posts?q=1")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));

    assertThat(Suite.POST.last().body()).isEqualTo(form);
    assertThat(Suite.POST.last().uri()).isEqualTo("/api/v1/posts?q=1");
  }

  @Test
  void aBodyOfOneMegabytePassesAndAByteMoreDoesNot() throws Exception {
    assertThat(client.post("/api/v1/posts", "x".repeat(MEGABYTE)).statusCode()).isEqualTo(200);
    assertThat(Suite.POST.last().body()).hasSize(MEGABYTE);
    assertThat(Suite.POST.last().headers().getFirst("Content-Length")).isEqualTo("" + MEGABYTE);
    Suite.reset();

    var tooLarge = client.post("/api/v1/posts", "x".repeat(MEGABYTE + 1));

    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(code(tooLarge)).isEqualTo("payload_too_large");
    assertThat(Suite.POST.received()).isEmpty();
  }

  @Test
  void aChunkedBodyHasTheSameLimit() throws Exception {
    var within = client.post("/api/v1/posts", chunked(MEGABYTE));
    assertThat(within.statusCode()).isEqualTo(200);
    assertThat(Suite.POST.last().body()).hasSize(MEGABYTE);
    Suite.reset();

    var tooLarge = client.post("/api/v1/posts", chunked(MEGABYTE + 1));

    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(code(tooLarge)).isEqualTo("payload_too_large");
    assertThat(Suite.POST.received()).as("requests that arrived whole").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"32, 200", "33, 413"})
  void aFileMayBeLargerWhereFilesAreTaken(int megabytes, int status) throws Exception {
    var file = "x".repeat(megabytes * MEGABYTE);

    var whole = upload("/api/v1/imports", "multipart/form-data; boundary=x", file);
    var inChunks = upload("/api/v1/imports", "Multipart/Form-Data", chunked(file.length()));

    assertThat(whole.statusCode()).isEqualTo(status);
    assertThat(inChunks.statusCode()).isEqualTo(status);
    assertThat(Suite.QUEUE.received()).hasSize(status == 200 ? 2 : 0);
    assertThat(Suite.QUEUE.received()).allSatisfy(it -> assertThat(it.body()).hasSize(32 << 20));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/imports,       application/json",
    "/api/v1/imports/1,     multipart/form-data; boundary=x",
    "/api/v1/posts,         multipart/form-data; boundary=x",
  })
  void nothingElseMayBe(String path, String type) throws Exception {
    assertThat(upload(path, type, "x".repeat(MEGABYTE)).statusCode()).isEqualTo(200);

    assertThat(code(upload(path, type, "x".repeat(MEGABYTE + 1)))).isEqualTo("payload_too_large");
  }

  @Test
  void aFileIsPassedOnWhileItArrives() throws Exception {
    var rest =
        new InputStream() {
          @Override
          public int read() {
            await().until(() -> Suite.QUEUE.arrived() > MEGABYTE);
            return -1;
          }
        };

    var response =
        upload(
            "/api/v1/imports",
            "multipart/form-data; boundary=x",
            BodyPublishers.ofInputStream(
                () ->
                    new SequenceInputStream(
                        new ByteArrayInputStream(new byte[2 * MEGABYTE]), rest)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Suite.QUEUE.last().body()).hasSize(2 * MEGABYTE);
  }

  @Test
  void aFileMayTakeLongerThanOtherRequests() throws Exception {
    var never = new CountDownLatch(1);
    Suite.QUEUE.behave(
        exchange -> {
          assertThat(never.await(2_500, TimeUnit.MILLISECONDS)).isFalse();
          FakeService.reply(exchange, 202, "{}");
        });

    assertThat(upload("/api/v1/imports", "multipart/form-data", "x").statusCode()).isEqualTo(202);
    assertThat(client.post("/api/v1/imports/1/commit", "{}").statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> upload(String path, String type, String body) throws Exception {
    return upload(path, type, BodyPublishers.ofString(body));
  }

  private HttpResponse<String> upload(
      String path, String type, java.net.http.HttpRequest.BodyPublisher body) throws Exception {
    return client.send(client.withToken(path).header("Content-Type", type).POST(body));
  }

  private static java.net.http.HttpRequest.BodyPublisher chunked(int size) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size]));
  }

  @Test
  void anAnswerStreams() throws Exception {
    var firstHalfArrived = new CountDownLatch(1);
    Suite.POST.behave(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[100_000]);
          exchange.getResponseBody().flush();
          assertThat(firstHalfArrived.await(900, TimeUnit.MILLISECONDS)).isTrue();
          exchange.getResponseBody().write(new byte[100_000]);
        });

    var response =
        client
            .http()
            .send(
                client.withToken("/api/v1/posts").build(),
                HttpResponse.BodyHandlers.ofInputStream());
    try (var body = response.body()) {
      assertThat(body.readNBytes(50_000)).hasSize(50_000);
      firstHalfArrived.countDown();
      assertThat(body.readAllBytes()).hasSize(150_000);
    }
  }

  @Test
  void aServiceThatDoesNotAnswerInTimeIsA503ThatPromisesNothing() throws Exception {
    var release = new CountDownLatch(1);
    Suite.POST.behave(exchange -> release.await(10, TimeUnit.SECONDS));
    try {
      long start = System.nanoTime();
      var response = client.post("/api/v1/posts", "{}");

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(code(response)).isEqualTo("dependency_unavailable");
      assertThat(json(response).path("detail").asString())
          .contains("post-service", "not known whether");
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
    } finally {
      release.countDown();
    }
  }

  @Test
  void whileOneServiceHangsTheOthersAnswer() throws Exception {
    var release = new CountDownLatch(1);
    Suite.POST.behave(exchange -> release.await(10, TimeUnit.SECONDS));
    var hanging = new ArrayList<CompletableFuture<HttpResponse<Void>>>();
    try {
      for (int i = 0; i < 300; i++) {
        hanging.add(
            client
                .http()
                .sendAsync(
                    client.withToken("/api/v1/posts").build(),
                    HttpResponse.BodyHandlers.discarding()));
      }
      assertThat(client.getWithToken("/api/v1/accounts").statusCode()).isEqualTo(200);
    } finally {
      release.countDown();
      CompletableFuture.allOf(hanging.toArray(CompletableFuture[]::new))
          .exceptionally(failure -> null)
          .join();
    }
  }

  @Test
  void aServiceThatBreaksOffBeforeItAnswersIsA503() throws Exception {
    Suite.POST.behave(
        exchange -> {
          throw new IOException("gone");
        });

    var response = client.post("/api/v1/posts", "{}");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(json(response).path("detail").asString()).contains("broke off");
  }

  @ParameterizedTest
  @ValueSource(longs = {200_000, 0})
  void halfALongAnswerIsNeverTakenForAWholeOne(long length) {
    Suite.POST.behave(
        exchange -> {
          exchange.sendResponseHeaders(200, length); // 0: in chunks
          exchange.getResponseBody().write(new byte[100_000]);
          exchange.getResponseBody().flush();
          throw new IOException("gone");
        });

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client.getWithToken("/api/v1/posts"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 0})
  void halfAShortAnswerIsA503(long length) throws Exception {
    Suite.POST.behave(
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"1\"");
          exchange.sendResponseHeaders(200, length);
          exchange.getResponseBody().write("{\"items\":".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          throw new IOException("gone");
        });

    var response =
        client.send(
            client
                .withToken("/api/v1/posts")
                .header("X-Request-Id", "my-id")
                .header("Origin", "http://localhost:3106"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(code(response)).isEqualTo("dependency_unavailable");
    assertThat(response.headers().firstValue("ETag")).isEmpty();
    assertThat(response.headers().allValues("X-Request-Id")).containsExactly("my-id");
    assertThat(response.headers().allValues("Access-Control-Allow-Origin")).hasSize(1);
  }
}
