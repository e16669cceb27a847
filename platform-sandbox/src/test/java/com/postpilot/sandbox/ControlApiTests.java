package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class ControlApiTests {

  @LocalServerPort int port;
  Sandbox sandbox;

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "faults; {}; platform; validation_failed",
        "faults; {'platform': 'MYSPACE'}; platform; malformed_body",
        "faults; {'platform': 'INSTAGRAM'}; operation; validation_failed",
        "faults; {'platform': 'INSTAGRAM', 'operation': 'dance'}; operation; malformed_body",
        "faults; {'platform': 'FACEBOOK', 'operation': 'container', 'kind': 'stall'}; operation;"
            + " validation_failed",
        "faults; {'platform': 'INSTAGRAM', 'operation': 'list'}; kind; validation_failed",
        "faults; {'platform': 'INSTAGRAM', 'operation': 'list', 'kind': 'listing_lags'};"
            + " kind; validation_failed",
        "faults; {'platform': 'INSTAGRAM', 'operation': 'list', 'kind': 'stall', 'times': 0};"
            + " times; validation_failed",
        "faults; {'platform': 'INSTAGRAM', 'operation': 'list', 'kind': 'stall', 'times': 1,"
            + " 'probability': 0.5}; times; validation_failed",
        "faults; {'platform': 'INSTAGRAM', 'operation': 'list', 'kind': 'stall',"
            + " 'probability': 1.5}; probability; validation_failed",
        "faults; {'platform': 'INSTAGRAM', 'operation': 'list', 'kind': 'stall',"
            + " 'delay_ms': -1}; delay_ms; validation_failed",
        "faults; {'platform': 'INSTAGRAM', 'operation': 'list', 'kind': 'garbage',"
            + " 'error_subcode': 7}; error_subcode; validation_failed",
        "faults; {'platform': 'INSTAGRAM', 'colour': 'red'}; colour; unknown_field",
        "faults; {'times': 'many'}; times; malformed_body",
        "limits; {'instagram': {'posts_per_day': -1}}; instagram.posts_per_day; validation_failed",
        "limits; {'instagram': {'posts_a_day': 1}}; instagram.posts_a_day; unknown_field",
        "limits; {'instagram': null}; instagram; validation_failed",
        "limits; {'facebook': {'reels_per_day': -1}}; facebook.reels_per_day; validation_failed",
        "limits; {'tiktok': {'code_seconds': -1}}; tiktok.code_seconds; validation_failed",
        "limits; {'myspace': {}}; myspace; unknown_field",
        "deauthorize; {}; platform; validation_failed",
        "deauthorize; {'platform': 'FACEBOOK', 'account': 'nobody'}; account; validation_failed",
        "data-deletion; {'platform': 'INSTAGRAM'}; account; validation_failed",
        "clock; {}; offset_seconds; validation_failed",
        "clock; {'offset_seconds': 1, 'now': '2026-11-22T00:00:00Z'}; offset_seconds;"
            + " validation_failed",
        "clock; {'offset_seconds': 9999999999999}; offset_seconds; validation_failed",
        "clock; {'offset_seconds': 9223372036854775807}; offset_seconds; validation_failed",
        "clock; {'now': 'tomorrow'}; now; malformed_body"
      })
  void whatCannotBeMeantIsRefusedWithTheFieldAtFault(
      String route, String body, String field, String code) {
    var reply = sandbox.postJson("/_sandbox/" + route, body.replace('\'', '"'));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.text("/code")).isEqualTo(code);
    assertThat(reply.text("/field")).isEqualTo(field);
    assertThat(reply.text("/detail")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"faults, [1]", "faults, ''", "limits, [1]", "clock, {", "clock, 'null'"})
  void aBodyThatIsNoObjectIsRefused(String route, String body) {
    assertThat(sandbox.postJson("/_sandbox/" + route, body).status()).isEqualTo(400);
  }

  @Test
  void aBodyThatIsNoJsonIsRefused() {
    assertThat(sandbox.post("/_sandbox/faults", "platform", "INSTAGRAM").status()).isEqualTo(400);
  }

  @Test
  void aFaultThatIsNotThereCannotBeDeleted() {
    assertThat(sandbox.delete("/_sandbox/faults/nothing").status()).isEqualTo(404);
  }

  @Test
  void limitsChangeOneByOneAndAreOtherwiseTheRealOnes() {
    var changed = sandbox.postJson("/_sandbox/limits", "{\"instagram\":{\"posts_per_day\":3}}");

    assertThat(changed.json().at("/instagram/posts_per_day").asInt()).isEqualTo(3);
    assertThat(changed.json().at("/instagram/long_token_seconds").asInt()).isEqualTo(5_184_000);
    assertThat(sandbox.get("/_sandbox/limits").body()).isEqualTo(changed.body());
    sandbox.reset();
    assertThat(sandbox.get("/_sandbox/limits").json().at("/instagram/posts_per_day").asInt())
        .isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource({
    "instagram, posts_per_day, 50",
    "instagram, containers_per_day, 400",
    "instagram, code_seconds, 3600",
    "instagram, short_token_seconds, 3600",
    "instagram, long_token_seconds, 5184000",
    "instagram, min_refresh_age_seconds, 86400",
    "instagram, container_seconds, 86400",
    "facebook, short_token_seconds, 3600",
    "facebook, long_token_seconds, 5184000",
    "facebook, data_access_seconds, 7776000",
    "facebook, reels_per_day, 30",
    "facebook, staged_photo_seconds, 86400",
    "tiktok, token_seconds, 86400",
    "tiktok, refresh_token_seconds, 31536000",
    "tiktok, inits_per_minute, 6",
    "tiktok, creator_infos_per_minute, 20",
    "tiktok, polls_per_minute, 30",
    "tiktok, reads_per_minute, 600",
    "tiktok, posts_per_day, 15",
    "tiktok, upload_seconds, 3600",
    "tiktok, max_video_seconds, 600",
    "tiktok, unaudited_creators_per_day, 5"
  })
  void theNumbersAreThoseOfThePlatformsUntilSomebodySaysOtherwise(
      String platform, String name, long number) {
    assertThat(limit(platform, name)).isEqualTo(number);

    sandbox.limit(platform, "{'%s': %d}".formatted(name, number + 1));
    assertThat(limit(platform, name)).isEqualTo(number + 1);
  }

  @Test
  void theClockIsSetToAnOffsetOrAnInstantAndGoesOn() {
    sandbox.turnClock(-3600);
    assertThat(now()).isBefore(Instant.now().minusSeconds(3590));

    var target = Instant.parse("2027-01-01T00:00:00Z");
    sandbox.postJson("/_sandbox/clock", "{\"now\":\"2027-01-01T00:00:00Z\"}");

    var first = now();
    assertThat(first).isBetween(target, target.plus(Duration.ofMinutes(1)));
    assertThat(now()).isAfter(first);
  }

  @Test
  void everyRequestToAPlatformIsCountedWhenItArrives() {
    var before = Instant.now();
    var token = sandbox.connect("linen.and.loam");
    sandbox.list(token);
    sandbox.list("unknown");

    var requests = sandbox.get("/_sandbox/requests").json().path("items");

    assertThat(requests)
        .extracting(request -> request.path("operation").asString())
        .containsExactly("token", "token", "list", "list");
    assertThat(requests)
        .extracting(request -> request.path("number").asInt())
        .containsExactly(1, 2, 3, 4);
    assertThat(requests.get(2).path("handle").asString()).isEqualTo("linen.and.loam");
    assertThat(requests.get(3).has("account")).isFalse();
    assertThat(Instant.parse(requests.get(0).path("arrived_at").asString()))
        .isBetween(before.minusMillis(1), Instant.now());
  }

  @Test
  void requestsCanBeNarrowedDown() {
    var token = sandbox.connect("linen.and.loam");
    sandbox.list(token);
    sandbox.list(token);

    assertThat(numbers("operation", "list")).containsExactly(3, 4);
    assertThat(numbers("after", "3")).containsExactly(4);
    assertThat(numbers("account", "linen.and.loam", "limit", "1")).containsExactly(1);
    assertThat(sandbox.get("/_sandbox/requests", "after", "x").status()).isEqualTo(400);
  }

  @Test
  void aTurnedClockDoesNotChangeWhenRequestsReallyArrived() {
    sandbox.turnClock(86_400);
    sandbox.list("unknown");

    var request = sandbox.get("/_sandbox/requests").json().at("/items/0/arrived_at");

    assertThat(Instant.parse(request.asString())).isBefore(Instant.now().plusSeconds(1));
  }

  @Test
  void onlyHealthIsOpenToOperations() {
    assertThat(sandbox.get("/actuator/health").text("/status")).isEqualTo("UP");
    assertThat(sandbox.get("/actuator/env").status()).isEqualTo(404);
  }

  private long limit(String platform, String name) {
    return sandbox.get("/_sandbox/limits").json().path(platform).path(name).asLong();
  }

  private Instant now() {
    return Instant.parse(sandbox.get("/_sandbox/clock").text("/now"));
  }

  private int[] numbers(String... parameters) {
    var items = sandbox.get("/_sandbox/requests", parameters).json().path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .mapToInt(item -> item.path("number").asInt())
        .toArray();
  }
}
