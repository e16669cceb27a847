package com.postpilot.gateway;

import static com.postpilot.gateway.Client.code;
import static com.postpilot.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Services that are not there, proxies that are trusted, and metrics on a port of their own. */
@RunningGateway
@TestPropertySource(properties = "suite.jwks-uri=http://localhost:1/nobody-is-there.json")
class PartsAwayIT {

  @DynamicPropertySource
  static void parts(DynamicPropertyRegistry properties) {
    properties.add("postpilot.gateway.services.account-service.url", Suite::nobody);
    properties.add("postpilot.gateway.services.auth-service.url", Suite.AUTH::url);
    properties.add("server.tomcat.remoteip.internal-proxies", () -> "127\\.0\\.0\\.1");
    properties.add("management.server.port", () -> "0");
  }

  @Autowired Client client;
  @Autowired Environment environment;

  @Test
  void aServiceThatIsDownIsA503AndNothingWasDone() throws Exception {
    var response = client.get("/api/v1/oauth/instagram/callback?code=x&state=y");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(response.headers().firstValue("Retry-After")).contains("5");
    assertThat(code(response)).isEqualTo("dependency_unavailable");
    assertThat(json(response).path("detail").asString())
        .contains("account-service", "Nothing was changed");
    assertThat(json(response).path("request_id").asString()).isNotBlank();
  }

  @Test
  void aTokenThatNobodyCanJudgeIsA503AndNotARefusal() throws Exception {
    var response = client.getWithToken("/api/v1/posts");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(code(response)).isEqualTo("dependency_unavailable");
  }

  @Test
  void aTrustedProxyTellsTheAddressOfTheClient() throws Exception {
    Suite.reset();
    client.send(
        client
            .request("/api/v1/auth/login")
            .header("X-Forwarded-For", "198.51.100.9, 203.0.113.7")
            .header("X-Forwarded-Proto", "https")
            .POST(HttpRequest.BodyPublishers.ofString("{}")));

    var headers = Suite.AUTH.last().headers();
    assertThat(headers.get("X-Forwarded-For")).containsExactly("203.0.113.7");
    assertThat(headers.get("X-Forwarded-Proto")).containsExactly("https");
  }

  @Test
  void metricsHaveAPortOfTheirOwn() throws Exception {
    var management = environment.getRequiredProperty("local.management.port", Integer.class);
    assertThat(management).isNotEqualTo(client.port());
    var metrics =
        client.send(
            HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + management + "/actuator/prometheus")));

    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body()).contains("http_server_requests", "service=\"gateway\"");
    assertThat(client.get("/actuator/prometheus").statusCode()).isEqualTo(404);
  }
}
