package com.postpilot.gateway;

import static com.postpilot.gateway.Client.code;
import static com.postpilot.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@RunningGateway
class EdgeIT {
  private static final String DASHBOARD = "http://localhost:3106";

  @Autowired Client client;

  @BeforeEach
  void reset() {
    Suite.reset();
  }

  @Test
  void pagesOfTheDashboardMayCallWithCredentials() throws Exception {
    var preflight =
        client.send(
            client
                .request("/api/v1/posts/0197")
                .header("Origin", DASHBOARD)
                .header("Access-Control-Request-Method", "PATCH")
                .header(
                    "Access-Control-Request-Headers",
                    "authorization,content-type,if-match,idempotency-key")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().allValues("Access-Control-Allow-Origin"))
        .containsExactly(DASHBOARD);
    assertThat(preflight.headers().allValues("Access-Control-Allow-Credentials"))
        .containsExactly("true");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("PATCH");
    assertThat(Suite.POST.received()).as("preflights end here").isEmpty();

    var response = client.send(client.withToken("/api/v1/posts").header("Origin", DASHBOARD));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().allValues("Access-Control-Allow-Origin"))
        .containsExactly(DASHBOARD);
    assertThat(response.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
        .contains("ETag", "X-Request-Id", "Retry-After");
    assertThat(Suite.POST.last().headers().getFirst("Origin")).isEqualTo(DASHBOARD);
  }

  @Test
  void aPageMayReadARefusalToo() throws Exception {
    var refused = client.send(client.request("/api/v1/posts").header("Origin", DASHBOARD));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains(DASHBOARD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "null", "http://localhost:3107", "https://localhost:3106"})
  void foreignPagesMayNot(String origin) throws Exception {
    var preflight =
        client.send(
            client
                .request("/api/v1/posts")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    var call = client.send(client.withToken("/api/v1/posts").header("Origin", origin));

    for (var response : new java.net.http.HttpResponse[] {preflight, call}) {
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
    assertThat(code(call)).isEqualTo("forbidden");
    assertThat(Suite.POST.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/api/v1/posts", "/nowhere"})
  void everyAnswerCarriesTheSecurityHeadersOnce(String path) throws Exception {
    var headers = client.getWithToken(path).headers();

    assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
    assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(headers.allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; frame-ancestors 'none'");
    assertThat(headers.allValues("Cache-Control")).hasSize(1).allMatch(v -> v.contains("no-store"));
    assertThat(headers.firstValue("Server")).isEmpty();
  }

  @Test
  void whatTomcatRefusesIsAProblemToo() throws Exception {
    for (var answer :
        new String[] {
          client.raw("GET /api/v1/posts?q=<script>"),
          client.raw("GET /api/v1/%2f"),
          client.raw("GET /api/v1/posts", "X-Large: " + "x".repeat(20_000)),
          client.raw("GET /api/v1/posts", "Host: second"),
        }) {
      assertThat(answer)
          .startsWith("HTTP/1.1 4")
          .contains("application/problem+json", "\"code\":\"malformed_request\"")
          .doesNotContain("<html", "Tomcat", "<script>");
    }
  }

  @Test
  void theRootSaysWhatThisIs() throws Exception {
    var root = json(client.get("/"));

    assertThat(root.path("name").asString()).isEqualTo("PostPilot API");
    assertThat(root.path("ready").asString()).isEqualTo("/ready");
  }
}
