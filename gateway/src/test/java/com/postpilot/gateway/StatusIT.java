package com.postpilot.gateway;

import static com.postpilot.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.gateway.FakeService.Behaviour;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@RunningGateway
class StatusIT {
  private static final String WELL =
      """
      {"status": "UP", "components": {"db": {"status": "UP"}, "kafka": {"status": "UP"},
        "discoveryComposite": {"status": "UNKNOWN"}, "readinessState": {"status": "UP"}}}""";

  @Autowired Client client;

  @BeforeEach
  void reset() {
    Suite.reset();
    Suite.all().forEach(service -> service.behave(saying(200, WELL)));
  }

  private static Behaviour saying(int status, String health) {
    return exchange -> {
      switch (exchange.getRequestURI().getPath()) {
        case "/actuator/health" -> FakeService.reply(exchange, status, health);
        case "/actuator/info" -> FakeService.reply(exchange, 200, "{\"version\": \"1.2.3\"}");
        default -> FakeService.reply(exchange, 404, "{}");
      }
    };
  }

  private static Behaviour failing(String component) {
    return saying(
        503,
        WELL.replace("{\"status\": \"UP\", \"c", "{\"status\": \"DOWN\", \"c")
            .replace("\"readinessState\"", "\"" + component + "\": {\"status\": \"DOWN\"}, \"rs\"")
            .replace("\"" + component + "\": {\"status\": \"UP\"},", ""));
  }

  private JsonNode expect(int status, String word) {
    return await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> client.get("/ready"),
            response ->
                response.statusCode() == status
                    && json(response).path("status").asString().equals(word))
        .body()
        .transform(Client::parsed);
  }

  @Test
  void readyMeansThatAllServicesAndWhatTheyStandOnAreUp() throws Exception {
    var ready = expect(200, "ready");

    assertThat(ready.at("/services/auth-service/status").asString()).isEqualTo("up");
    assertThat(ready.at("/services/post-service/version").asString()).isEqualTo("1.2.3");
    assertThat(ready.at("/services/publisher-worker/status").asString()).isEqualTo("up");
    assertThat(ready.at("/dependencies/postgresql/status").asString()).isEqualTo("up");
    assertThat(ready.at("/dependencies/kafka/status").asString()).isEqualTo("up");
    assertThat(ready.path("version").asString()).isNotBlank();
    assertThat(client.get("/api/v1/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void withoutKafkaTheApiWorksAndSaysSo() {
    Suite.POST.behave(failing("kafka"));

    var degraded = expect(200, "degraded");
    assertThat(degraded.at("/dependencies/kafka/status").asString()).isEqualTo("down");
    assertThat(degraded.at("/services/post-service/status").asString()).isEqualTo("up");
  }

  @Test
  void withoutThePublisherTheApiWorksAndSaysSo() {
    Suite.PUBLISHER.behave(exchange -> FakeService.reply(exchange, 500, "oops"));

    var degraded = expect(200, "degraded");
    assertThat(degraded.at("/services/publisher-worker/status").asString()).isEqualTo("down");
  }

  @Test
  void withoutAServiceOfTheApiItIsNotReady() {
    Suite.ACCOUNT.behave(
        exchange -> {
          throw new java.io.IOException("gone");
        });

    var unready = expect(503, "unready");
    assertThat(unready.at("/services/account-service/status").asString()).isEqualTo("down");
    assertThat(unready.at("/services/auth-service/status").asString()).isEqualTo("up");
  }

  @Test
  void withoutItsDatabaseItIsNotReady() {
    Suite.AUTH.behave(failing("db"));

    var unready = expect(503, "unready");
    assertThat(unready.at("/dependencies/postgresql/status").asString()).isEqualTo("down");
    assertThat(unready.at("/services/auth-service/failing/0").asString()).isEqualTo("db");
  }

  @Test
  void whenDueWorkMakesNoProgressItIsNotReady() {
    Suite.PUBLISHER.behave(failing("publications"));
    expect(503, "unready");

    Suite.PUBLISHER.behave(saying(200, WELL));
    Suite.POST.behave(failing("dispatcher"));
    expect(503, "unready");

    Suite.POST.behave(saying(200, WELL));
    expect(200, "ready");
  }

  @Test
  void manyWhoAskAtOnceDoNotFloodTheServices() throws Exception {
    expect(200, "ready");
    Suite.AUTH.received().clear();
    var end = System.nanoTime() + Duration.ofMillis(500).toNanos();
    int asked = 0;
    while (System.nanoTime() < end) {
      client.get("/ready");
      asked++;
    }

    assertThat(asked).isGreaterThan(10);
    assertThat(Suite.AUTH.received().size()).isLessThanOrEqualTo(4);
  }

  @Test
  void healthSaysOnlyThatTheGatewayRuns() throws Exception {
    Suite.all().forEach(service -> service.behave(failing("db")));

    for (var path : new String[] {"/health", "/api/v1/health"}) {
      assertThat(client.get(path).statusCode()).isEqualTo(200);
      assertThat(json(client.get(path)).path("status").asString()).isEqualTo("up");
    }
    assertThat(Suite.AUTH.received()).isEmpty();
  }
}
