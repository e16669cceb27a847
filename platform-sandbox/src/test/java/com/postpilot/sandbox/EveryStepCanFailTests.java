package com.postpilot.sandbox;

import static com.postpilot.sandbox.TikTok.info;
import static com.postpilot.sandbox.traffic.Operation.INSPECT;
import static com.postpilot.sandbox.traffic.Operation.REFRESH;
import static com.postpilot.sandbox.traffic.Operation.REVOKE;
import static com.postpilot.sandbox.traffic.Operation.TOKEN;
import static com.postpilot.sandbox.traffic.Operation.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import java.awt.Color;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every step of every platform, each with every fault that is not about one step alone. */
@SandboxTest
class EveryStepCanFailTests {

  static final PictureServer PICTURES = new PictureServer();
  static final String SQUARE = PICTURES.jpeg(400, 400, Color.ORANGE);
  static final byte[] VIDEO = Movie.UPRIGHT.bytes();
  static final long DELAY_MS = 40;

  /** Steps at which no token of the account is shown that could be revoked. */
  static final Set<Operation> TOKENLESS = EnumSet.of(TOKEN, REFRESH, REVOKE, INSPECT, UPLOAD);

  @LocalServerPort int port;
  Sandbox sandbox;
  Facebook facebook;
  TikTok tiktok;
  Claude claude;

  @AfterAll
  static void stop() {
    PICTURES.close();
  }

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
    sandbox.limit("{'processing_ms': 0, 'min_refresh_age_seconds': 0}");
    sandbox.limit("tiktok", "{'processing_ms': 0, 'moderation_ms': 0}");
    facebook = new Facebook(sandbox);
    tiktok = new TikTok(sandbox);
    claude = new Claude(sandbox);
  }

  static Stream<Arguments> steps() {
    return Arrays.stream(Platform.values())
        .flatMap(
            platform ->
                Arrays.stream(Operation.values())
                    .filter(operation -> operation.existsOn(platform))
                    .map(operation -> arguments(platform, operation)));
  }

  static Stream<Arguments> stepsWithAToken() {
    return steps().filter(step -> !TOKENLESS.contains((Operation) step.get()[1]));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepSucceedsAsLongAsNothingIsArmed(Platform platform, Operation operation) {
    assertThat(step(platform, operation).get().status()).isLessThan(300);
    assertThat(sandbox.get("/_sandbox/requests", "operation", operation.wireName()).body())
        .contains("\"platform\":\"" + platform + "\"");
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepIsRefusedOrItsAnswerIsAnError(Platform platform, Operation operation) {
    for (var kind : Set.of("error_before_apply", "error_after_apply", "rate_limited")) {
      var step = step(platform, operation);
      var fault = arm(platform, operation, kind, "'times': 1");

      assertThat(step.get().status()).as(kind).isGreaterThanOrEqualTo(400);
      assertThat(sandbox.fault(fault).path("struck").asInt()).as(kind).isEqualTo(1);
    }
  }

  /** The client may try again by itself, so several attempts are cut off. */
  @ParameterizedTest
  @MethodSource("steps")
  void aStepIsCutOffBeforeOrAfterwards(Platform platform, Operation operation) {
    for (var kind : Set.of("drop_before_apply", "drop_response_after_apply")) {
      var step = step(platform, operation);
      var fault = arm(platform, operation, kind, "'times': 9");

      assertThatThrownBy(step::get).as(kind).isInstanceOf(UncheckedIOException.class);
      assertThat(sandbox.fault(fault).path("struck").asInt()).as(kind).isPositive();
      sandbox.disarm(fault);
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepIsHeldUpBeforeOrAfterwards(Platform platform, Operation operation) {
    for (var kind : Set.of("stall", "apply_late", "stall_after_apply")) {
      var step = step(platform, operation);
      var fault = arm(platform, operation, kind, "'delay_ms': " + DELAY_MS);

      var began = System.nanoTime();
      assertThat(step.get().status()).as(kind).isLessThan(300);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .as(kind)
          .isGreaterThanOrEqualTo(Duration.ofMillis(DELAY_MS));
      assertThat(sandbox.fault(fault).path("struck").asInt()).as(kind).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepIsAnsweredWithGarbage(Platform platform, Operation operation) {
    var step = step(platform, operation);
    arm(platform, operation, "garbage", "'times': 1");

    var reply = step.get();

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).startsWith("<!DOCTYPE html>");
  }

  @ParameterizedTest
  @MethodSource("stepsWithAToken")
  void aTokenIsRevokedAtAStepForGood(Platform platform, Operation operation) {
    var step = step(platform, operation);
    arm(platform, operation, "token_revoked", "'times': 1");

    assertThat(step.get().status()).isIn(400, 401);
    assertThat(step.get().status()).isIn(400, 401);
  }

  private String arm(Platform platform, Operation operation, String kind, String more) {
    return sandbox.arm(platform.name(), operation.wireName(), kind, more);
  }

  /** Everything that has to happen before the step, and then the step itself. */
  private Supplier<Reply> step(Platform platform, Operation operation) {
    return switch (platform) {
      case INSTAGRAM -> instagramStep(operation);
      case FACEBOOK -> facebookStep(operation);
      case TIKTOK -> tikTokStep(operation);
      case CLAUDE -> () -> claude.ask(Claude.REQUEST);
    };
  }

  private Supplier<Reply> instagramStep(Operation operation) {
    if (operation == TOKEN) {
      var code = sandbox.code("linen.and.loam");
      return () -> sandbox.redeem(code);
    }
    var token = sandbox.connect("linen.and.loam");
    return switch (operation) {
      case REFRESH -> () -> sandbox.refresh(token);
      case PROFILE -> () -> instagram("/me", token);
      case CONTAINER -> () -> sandbox.createImage(token, SQUARE, "");
      case LIST -> () -> sandbox.list(token);
      case QUOTA -> () -> instagram("/me/content_publishing_limit", token);
      case POLL -> {
        var container = sandbox.createImage(token, SQUARE, "").text("/id");
        yield () -> sandbox.poll(token, container);
      }
      case PUBLISH -> {
        var container = sandbox.createImage(token, SQUARE, "").text("/id");
        yield () ->
            sandbox.post(
                "/ig-graph/v26.0/me/media_publish",
                "creation_id",
                container,
                "access_token",
                token);
      }
      case DETAILS -> {
        var container = sandbox.createImage(token, SQUARE, "").text("/id");
        var post = sandbox.publish(token, container).text("/id");
        yield () -> instagram("/" + post, token);
      }
      default -> throw new AssertionError("Instagram has a new step: " + operation);
    };
  }

  private Reply instagram(String path, String token) {
    return sandbox.get("/ig-graph/v26.0" + path, "access_token", token);
  }

  private Supplier<Reply> facebookStep(Operation operation) {
    if (operation == TOKEN) {
      var token = facebook.shortToken("linen.and.loam");
      return () -> facebook.exchange(token);
    }
    var userToken = facebook.connect("linen.and.loam");
    var token = facebook.pages(userToken).text("/data/0/access_token");
    return switch (operation) {
      case INSPECT -> () -> facebook.inspect(userToken);
      case REVOKE ->
          () -> sandbox.delete(Facebook.GRAPH + "/me/permissions", "access_token", userToken);
      case PROFILE -> () -> facebook.get("/me", token);
      case PHOTO -> () -> facebook.stage(token, SQUARE);
      case FEED -> () -> facebook.publish(token, "message", "Hello");
      case LIST -> () -> facebook.posts(token);
      case REEL_START -> () -> facebook.startReel(token);
      case REEL_UPLOAD -> {
        var id = facebook.startReel(token).text("/video_id");
        yield () -> facebook.upload(token, id, VIDEO, 0, VIDEO.length);
      }
      case REEL_FINISH -> {
        var id = facebook.uploadedReel(token, VIDEO);
        yield () -> facebook.finishReel(token, id, "");
      }
      case DETAILS -> {
        var id = facebook.publish(token, "message", "Hello").text("/id");
        yield () -> facebook.get("/" + id, token);
      }
      default -> throw new AssertionError("Facebook has a new step: " + operation);
    };
  }

  private Supplier<Reply> tikTokStep(Operation operation) {
    if (operation == TOKEN) {
      var code = tiktok.code("linen.and.loam");
      return () -> tiktok.redeem(code);
    }
    var tokens = tiktok.redeem(tiktok.code("linen.and.loam"));
    var token = tokens.text("/access_token");
    var info = info("PUBLIC_TO_EVERYONE", "");
    return switch (operation) {
      case REFRESH -> () -> tiktok.refresh(tokens.text("/refresh_token"));
      case REVOKE -> () -> tiktok.revoke(token);
      case PROFILE -> () -> tiktok.userInfo(token, "open_id");
      case CREATOR_INFO -> () -> tiktok.creatorInfo(token);
      case INIT -> () -> tiktok.initUpload(token, info, VIDEO);
      case LIST -> () -> tiktok.post(token, "/video/list/?fields=id", "{}");
      case UPLOAD -> {
        var url = tiktok.initUpload(token, info, VIDEO).text("/data/upload_url");
        yield () -> tiktok.upload(url, VIDEO);
      }
      case CANCEL -> {
        var publishId = tiktok.initUpload(token, info, VIDEO).text("/data/publish_id");
        yield () -> tiktok.cancel(token, publishId);
      }
      case POLL -> {
        var publishId = tiktok.initUpload(token, info, VIDEO).text("/data/publish_id");
        yield () -> tiktok.status(token, publishId);
      }
      default -> throw new AssertionError("TikTok has a new step: " + operation);
    };
  }
}
