package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class FaultsTests {

  static final PictureServer PICTURES = new PictureServer();
  static final String SQUARE = PICTURES.jpeg(400, 400, Color.ORANGE);

  @LocalServerPort int port;
  Sandbox sandbox;
  String token;
  String container;

  @AfterAll
  static void stop() {
    PICTURES.close();
  }

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
    sandbox.limit("{'processing_ms': 0}");
    token = sandbox.connect("linen.and.loam");
    container = sandbox.finishedImage(token, SQUARE, "a post");
  }

  @Test
  void aDroppedResponseIsNotOneByteAndThePostIsPublished() throws IOException {
    sandbox.arm("publish", "drop_response_after_apply", "");

    try (var socket = sendPublish()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    assertThat(sandbox.publications()).hasSize(1);
    assertThat(sandbox.status(token, container)).isEqualTo("PUBLISHED");
  }

  @Test
  void aConnectionCutBeforehandPublishesNothing() throws IOException {
    sandbox.arm("publish", "drop_before_apply", "");

    try (var socket = sendPublish()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    assertThat(sandbox.publications()).isEmpty();
    assertThat(sandbox.publish(token, container).status()).isEqualTo(200);
  }

  @Test
  void anErrorAfterwardsHidesAPost() {
    sandbox.arm("publish", "error_after_apply", "");

    var reply = sandbox.publish(token, container);

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.error()).isEqualTo("2");
    assertThat(reply.json().at("/error/is_transient").asBoolean()).isTrue();
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void anErrorBeforehandPublishesNothing() {
    sandbox.arm("publish", "error_before_apply", "");

    assertThat(sandbox.publish(token, container).error()).isEqualTo("2");

    assertThat(sandbox.publications()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, , 500", "10, , 403", "4, 2207051, 400", "25, 2207050, 400", "190, 463, 400"})
  void everyErrorOfTheCatalogueCanBeProvoked(int code, Integer subcode, int status) {
    var more = "'error_code': " + code + (subcode == null ? "" : ", 'error_subcode': " + subcode);
    sandbox.arm("publish", "error_before_apply", more);

    var reply = sandbox.publish(token, container);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.error()).isEqualTo(subcode == null ? "" + code : code + "/" + subcode);
  }

  @Test
  void aRateLimitShowsInTheUsageToo() {
    sandbox.arm("publish", "rate_limited", "");

    var reply = sandbox.publish(token, container);

    assertThat(reply.error()).isEqualTo("4");
    assertThat(reply.header("X-App-Usage")).contains("\"call_count\":100");
    assertThat(sandbox.publications()).isEmpty();
  }

  @Test
  void theLimitOfTheAccountTellsWhenItOpensAgain() {
    sandbox.arm("publish", "rate_limited", "'error_code': 80002");

    assertThat(sandbox.publish(token, container).header("X-Business-Use-Case-Usage"))
        .contains(sandbox.userId(token), "\"estimated_time_to_regain_access\":5");
  }

  @Test
  void aRevokedTokenStaysRevokedUntilThePersonComesBack() {
    sandbox.arm("publish", "token_revoked", "");

    assertThat(sandbox.publish(token, container).error()).isEqualTo("190/460");
    assertThat(sandbox.publish(token, container).error()).isEqualTo("190/460");
    assertThat(sandbox.publications()).isEmpty();

    var fresh = sandbox.connect("linen.and.loam");
    assertThat(sandbox.publish(fresh, container).status()).isEqualTo(200);
  }

  @Test
  void garbageIsAnAnswerOf200ThatIsNoJson() {
    sandbox.arm("publish", "garbage", "");

    var reply = sandbox.publish(token, container);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).startsWith("<!DOCTYPE html>");
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void aStalledCallWaitsUntilItsFaultIsDeletedAndIsThenApplied() {
    var fault = sandbox.arm("publish", "stall", "");
    var call = sandbox.publishAsync(token, container);
    sandbox.awaitHolding(fault, 1);
    assertThat(sandbox.publications()).isEmpty();

    sandbox.disarm(fault);

    assertThat(call.join().status()).isEqualTo(200);
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void aStallEndsByItselfAfterItsDelay() {
    sandbox.arm("publish", "stall", "'delay_ms': 50");

    assertThat(sandbox.publish(token, container).status()).isEqualTo(200);
  }

  @Test
  void aClientThatLeavesTakesItsStalledCallAlong() throws IOException {
    var fault = sandbox.arm("publish", "stall", "");
    var socket = sendPublish();
    sandbox.awaitHolding(fault, 1);

    socket.close();

    sandbox.awaitHolding(fault, 0);
    assertThat(sandbox.publications()).isEmpty();
    assertThat(sandbox.publish(token, container).status()).isEqualTo(200);
  }

  @Test
  void aClientThatLeavesAfterwardsLeavesItsPostBehind() throws IOException {
    var fault = sandbox.arm("publish", "stall_after_apply", "");
    var socket = sendPublish();
    sandbox.awaitHolding(fault, 1);
    assertThat(sandbox.publications()).hasSize(1);

    socket.close();

    sandbox.awaitHolding(fault, 0);
    assertThat(sandbox.publications()).hasSize(1);
  }

  @Test
  void aCallThatIsAppliedLateIsAppliedThoughNobodyWaits() throws IOException {
    var fault = sandbox.arm("publish", "apply_late", "'delay_ms': 300");
    var socket = sendPublish();
    sandbox.awaitHolding(fault, 1);

    socket.close();

    assertThat(sandbox.publications()).isEmpty();
    await().untilAsserted(() -> assertThat(sandbox.publications()).hasSize(1));
  }

  @Test
  void theListingLagsBehindWhatFollowersSee() {
    sandbox.arm("publish", "listing_lags", "'delay_ms': 60000");

    var media = sandbox.publish(token, container).text("/id");

    assertThat(media).startsWith("180");
    assertThat(sandbox.publications()).hasSize(1);
    assertThat(sandbox.list(token).json().path("data")).isEmpty();
    assertThat(sandbox.status(token, container)).isEqualTo("FINISHED");
    assertThat(sandbox.publish(token, container).status()).isEqualTo(400);

    sandbox.turnClock(61);

    assertThat(sandbox.list(token).text("/data/0/id")).isEqualTo(media);
    assertThat(sandbox.status(token, container)).isEqualTo("PUBLISHED");
  }

  @Test
  void aLaggingListingAndADroppedResponseCanHitTheSameCall() {
    sandbox.arm("publish", "listing_lags", "'delay_ms': 60000");
    sandbox.arm("publish", "drop_response_after_apply", "");

    assertThatThrownBy(() -> sandbox.publish(token, container))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class);

    assertThat(sandbox.publications()).hasSize(1);
    assertThat(sandbox.list(token).json().path("data")).isEmpty();
  }

  @Test
  void processingCanFailAfterTheContainerWasAccepted() {
    sandbox.arm("container", "processing_fails", "'error_subcode': 2207032");

    var failed = sandbox.createImage(token, SQUARE, "").text("/id");

    var poll = sandbox.poll(token, failed);
    assertThat(poll.text("/status_code")).isEqualTo("ERROR");
    assertThat(poll.text("/status"))
        .isEqualTo("Error: Media upload has failed with error code 2207032");
    assertThat(sandbox.publish(token, failed).error()).isEqualTo("-1/2207053");
  }

  @Test
  void aRefusedCallUsesNoFaultUpThatWouldHaveStruckItsEffect() {
    sandbox.limit("{'processing_ms': 60000}");
    var unready = sandbox.createImage(token, SQUARE, "").text("/id");
    var lag = sandbox.arm("publish", "listing_lags", "");
    var drop = sandbox.arm("publish", "drop_response_after_apply", "");

    assertThat(sandbox.publish(token, unready).error()).isEqualTo("9007/2207027");

    assertThat(sandbox.fault(lag).path("remaining").asInt()).isEqualTo(1);
    assertThat(sandbox.fault(drop).path("remaining").asInt()).isEqualTo(1);
  }

  @Test
  void aFaultStrikesAsOftenAsItWasArmedFor() {
    var fault = sandbox.arm("list", "error_before_apply", "'times': 2");

    assertThat(IntStream.range(0, 4).map(i -> sandbox.list(token).status()))
        .containsExactly(500, 500, 200, 200);
    assertThat(sandbox.fault(fault).path("struck").asInt()).isEqualTo(2);
    assertThat(sandbox.fault(fault).path("remaining").asInt()).isZero();
  }

  @Test
  void aFaultStrikesItsOperationAndItsAccountOnly() {
    var other = sandbox.connect("northlight.ceramics");
    var byHandle = "'account': 'northlight.ceramics', 'times': 1";
    var byId = "'account': '" + sandbox.userId(other) + "', 'times': 1";
    sandbox.arm("list", "error_before_apply", byHandle);
    sandbox.arm("list", "error_before_apply", byId);

    assertThat(sandbox.list(token).status()).isEqualTo(200);
    assertThat(sandbox.userId(other)).isNotEmpty();
    assertThat(sandbox.list(other).status()).isEqualTo(500);
    assertThat(sandbox.list(other).status()).isEqualTo(500);
    assertThat(sandbox.list(other).status()).isEqualTo(200);
  }

  @Test
  void theSameSeedStrikesTheSameCalls() {
    var first = strikesOf("'probability': 0.5, 'seed': 7");
    var again = strikesOf("'probability': 0.5, 'seed': 7");
    var otherSeed = strikesOf("'probability': 0.5, 'seed': 8");

    assertThat(again).isEqualTo(first).isNotEqualTo(otherSeed);
    assertThat(first).contains(200, 500);
    assertThat(strikesOf("'probability': 0")).containsOnly(200);
    assertThat(strikesOf("'probability': 1")).containsOnly(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error_before_apply", "error_after_apply"})
  void theCodeExchangeFailsInItsOwnShape(String kind) {
    var code = sandbox.code("linen.and.loam");
    sandbox.arm("token", kind, "'error_code': 503");

    var reply = sandbox.redeem(code);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text("/error_type")).isEqualTo("OAuthException");
    var codeIsSpent = sandbox.redeem(code).status() == 400;
    assertThat(codeIsSpent).isEqualTo(kind.equals("error_after_apply"));
  }

  @Test
  void aRefreshCanBeAppliedAndItsAnswerLost() {
    sandbox.limit("{'min_refresh_age_seconds': 0}");
    sandbox.arm("refresh", "error_after_apply", "");

    assertThat(sandbox.refresh(token).error()).isEqualTo("2");
    assertThat(sandbox.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void deletingAllFaultsReleasesEveryHeldCall() {
    var fault = sandbox.arm("publish", "stall", "'times': 5");
    var calls =
        IntStream.range(0, 5).mapToObj(i -> sandbox.publishAsync(token, container)).toList();
    sandbox.awaitHolding(fault, 5);

    assertThat(sandbox.delete("/_sandbox/faults").status()).isEqualTo(204);

    assertThat(calls.stream().map(call -> call.join().status())).containsOnlyOnce(200);
    assertThat(sandbox.get("/_sandbox/faults").json().path("items")).isEmpty();
    assertThat(sandbox.publications()).hasSize(1);
  }

  private List<Integer> strikesOf(String more) {
    var fault = sandbox.arm("list", "error_before_apply", more);
    var statuses = IntStream.range(0, 20).mapToObj(i -> sandbox.list(token).status()).toList();
    sandbox.disarm(fault);
    return statuses;
  }

  /** Sends the publish call as bytes, so that nothing but the sandbox decides what comes back. */
  private Socket sendPublish() throws IOException {
    var body = Sandbox.encode("creation_id", container, "access_token", token);
    var request =
        """
        POST /ig-graph/v26.0/me/media_publish HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/x-www-form-urlencoded\r
        Content-Length: %d\r
        \r
        %s"""
            .formatted(body.length(), body);
    var socket = new Socket("localhost", port);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
