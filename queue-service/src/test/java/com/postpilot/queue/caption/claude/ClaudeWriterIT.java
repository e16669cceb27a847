package com.postpilot.queue.caption.claude;

import static com.postpilot.common.contract.Platform.FACEBOOK;
import static com.postpilot.common.contract.Platform.INSTAGRAM;
import static com.postpilot.common.contract.Platform.TIKTOK;
import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.fetch.GuardedFetch;
import com.postpilot.queue.caption.CaptionWriter.Request;
import com.postpilot.queue.caption.CaptionWriter.Written;
import com.postpilot.queue.caption.CaptionWriter.Written.Captions;
import com.postpilot.queue.caption.CaptionWriter.Written.Refused;
import com.postpilot.queue.caption.CaptionWriter.Written.Unavailable;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

/** Captions over the wire, and everything that can go wrong there. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ClaudeWriterIT {
  static final SandboxClaude CLAUDE = new SandboxClaude();
  static final byte[] GIF = Base64.getDecoder().decode("R0lGODlhAQABAAAAACw=");

  final GuardedFetch fetch = new GuardedFetch(true);
  final AtomicInteger pictures = new AtomicInteger();
  final MeterRegistry metrics = new SimpleMeterRegistry();
  final ClaudeWriter writer = writer(SandboxClaude.KEY, Duration.ofSeconds(20));
  HttpServer shop;

  @BeforeEach
  void begin() throws IOException {
    CLAUDE.reset();
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext(
        "/bench.gif",
        exchange -> {
          pictures.incrementAndGet();
          exchange.sendResponseHeaders(200, GIF.length);
          exchange.getResponseBody().write(GIF);
          exchange.close();
        });
    shop.start();
  }

  @AfterEach
  void end() throws IOException {
    shop.stop(0);
    writer.close();
    fetch.close();
  }

  @Test
  void oneCallWritesForEveryPlatform() {
    var written = write(INSTAGRAM, FACEBOOK, TIKTOK);

    assertThat(written).isInstanceOf(Captions.class);
    var captions = (Captions) written;
    assertThat(captions.writer()).isEqualTo("claude-haiku-5-5");
    assertThat(captions.byPlatform()).containsOnlyKeys(INSTAGRAM, FACEBOOK, TIKTOK);
    assertThat(captions.byPlatform().values())
        .allSatisfy(
            caption -> {
              assertThat(caption.text()).startsWith("Oak Garden Bench").endsWith("Seats two.");
              assertThat(caption.hashtags()).contains("oak", "garden");
            });
    assertThat(CLAUDE.calls()).isOne();
  }

  @Test
  void aRateLimitIsWaitedForAsLongAsItSays() {
    CLAUDE.fails("rate_limited", "'delay_ms': 1000");

    long began = System.nanoTime();
    assertThat(write(INSTAGRAM)).isInstanceOf(Captions.class);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(990));
    assertThat(CLAUDE.calls()).isEqualTo(2);
  }

  @Test
  void aRateLimitThatOutlastsTheDeadlineIsToldAtOnce() {
    CLAUDE.fails("rate_limited", "'delay_ms': 120000");

    assertThat(write(INSTAGRAM))
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable -> assertThat(unavailable.after()).isEqualTo(Duration.ofMinutes(2)));
    assertThat(CLAUDE.calls()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "rate_limited, ''",
    "error_before_apply, ''",
    "error_before_apply, overloaded_error",
    "error_before_apply, timeout_error",
    "drop_response_after_apply, ''",
    "garbage, ''",
    "cut_short, ''",
    "invalid_json, ''"
  })
  void whatIsLikelyToPassIsAskedAgainButNotForEver(String kind, String name) {
    var more = name.endsWith("_error") ? ", 'error_name': '%s'".formatted(name) : "";

    CLAUDE.fails(kind, "'times': 1" + more);
    assertThat(write(INSTAGRAM)).isInstanceOf(Captions.class);
    assertThat(CLAUDE.calls()).isEqualTo(2);

    CLAUDE.reset();
    CLAUDE.fails(kind, "'times': 9" + more);
    assertThat(write(INSTAGRAM))
        .isInstanceOfSatisfying(
            Unavailable.class, unavailable -> assertThat(unavailable.after()).isNull());
    assertThat(CLAUDE.calls()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "refusal, '', refused",
    "rate_limited, enforced_spend_limit_reached, spend_limit",
    "rate_limited, contract_spend_limit_reached, spend_limit",
    "error_before_apply, authentication_error, misconfigured",
    "error_before_apply, billing_error, misconfigured",
    "error_before_apply, permission_error, misconfigured",
    "error_before_apply, not_found_error, misconfigured",
    "error_before_apply, invalid_request_error, not_accepted"
  })
  void whatWillNotPassIsNeverAskedTwice(String kind, String name, String code) {
    CLAUDE.fails(kind, "'times': 9, 'error_name': '%s'".formatted(name));

    assertThat(write(INSTAGRAM))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    assertThat(CLAUDE.calls()).isOne();
  }

  /** The console's own limit comes as a 400 that has nothing but words. */
  @Test
  void aSpendLimitIsKnownByItsWordsToo() {
    var calls = new AtomicInteger();
    var refusal =
        """
        {"type": "error", "request_id": "req_1", "error": {"type": "invalid_request_error",
         "message": "You have reached your specified API usage limits. You will regain access \
        on 2026-12-01 at 00:00 UTC."}}"""
            .getBytes(StandardCharsets.UTF_8);
    shop.createContext(
        "/v1/messages",
        exchange -> {
          calls.incrementAndGet();
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(400, refusal.length);
          exchange.getResponseBody().write(refusal);
          exchange.close();
        });
    var elsewhere =
        properties(
            URI.create("http://127.0.0.1:" + shop.getAddress().getPort()),
            SandboxClaude.KEY,
            Duration.ofSeconds(20));
    try (var limited =
        new ClaudeWriter(elsewhere, fetch, CircuitBreakerRegistry.ofDefaults(), metrics)) {

      assertThat(limited.write(request(List.of(), INSTAGRAM)))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.code()).isEqualTo("spend_limit"));
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void theDeadlineHoldsWhateverIsHeldBack() {
    CLAUDE.fails("stall", "'times': 9");
    try (var hurried = writer(SandboxClaude.KEY, Duration.ofMillis(800))) {

      long began = System.nanoTime();
      assertThat(hurried.write(request(List.of(), INSTAGRAM))).isInstanceOf(Unavailable.class);

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void whileClaudeIsDownItIsLeftAlone() {
    CLAUDE.fails("error_before_apply", "'times': 99");
    while (CLAUDE.calls() < 10) {
      assertThat(write(INSTAGRAM)).isInstanceOf(Unavailable.class);
    }
    int calls = CLAUDE.calls();

    assertThat(write(INSTAGRAM))
        .isInstanceOfSatisfying(
            Unavailable.class, unavailable -> assertThat(unavailable.after()).isPositive());
    assertThat(CLAUDE.calls()).isEqualTo(calls);
  }

  @Test
  void refusalsDoNotCountAsAnOutage() {
    CLAUDE.fails("rate_limited", "'times': 12, 'error_name': 'enforced_spend_limit_reached'");

    for (int i = 0; i < 12; i++) {
      assertThat(write(INSTAGRAM)).isInstanceOf(Refused.class);
    }

    assertThat(write(INSTAGRAM)).isInstanceOf(Captions.class);
  }

  @Test
  void theMainPictureIsShown() {
    assertThat(writer.write(request(picture(), INSTAGRAM))).isInstanceOf(Captions.class);

    assertThat(pictures).hasValue(1);
    assertThat(CLAUDE.calls()).isOne();
  }

  @Test
  void aPictureThatClaudeDoesNotTakeIsLeftOut() {
    CLAUDE.fails("error_before_apply", "'error_name': 'invalid_request_error'");

    assertThat(writer.write(request(picture(), INSTAGRAM))).isInstanceOf(Captions.class);

    assertThat(CLAUDE.calls()).isEqualTo(2);
  }

  @Test
  void aPictureThatCannotBeHadIsDoneWithout() {
    var missing = List.of("http://127.0.0.1:" + shop.getAddress().getPort() + "/other.gif");

    assertThat(writer.write(request(missing, INSTAGRAM))).isInstanceOf(Captions.class);
  }

  @Test
  void tokensAreCountedByModelWhateverTheAnswerIsWorth() {
    assertThat(write(INSTAGRAM)).isInstanceOf(Captions.class);
    double input = tokens("input");
    double output = tokens("output");
    assertThat(input).isPositive();
    assertThat(output).isPositive();

    CLAUDE.fails("cut_short", "'times': 1");
    assertThat(write(INSTAGRAM)).isInstanceOf(Captions.class);

    assertThat(tokens("input")).as("of two answers more").isEqualTo(3 * input);
    assertThat(tokens("output")).isGreaterThan(2 * output);
    assertThat(metrics.find("postpilot.claude.tokens").meters())
        .allSatisfy(
            meter ->
                assertThat(meter.getId().getTags())
                    .extracting(Tag::getKey)
                    .containsExactly("direction", "model"));
  }

  @Test
  void theKeyIsNowhereToBeRead(CapturedOutput output) {
    try (var locked = writer("sk-secret-of-ours", Duration.ofSeconds(5))) {
      assertThat(locked.write(request(List.of(), INSTAGRAM)))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.code()).isEqualTo("misconfigured");
                assertThat(refused.detail()).doesNotContain("sk-secret");
              });
    }

    assertThat(output).contains("401").doesNotContain("sk-secret");
    assertThat(properties("sk-secret-of-ours", Duration.ofSeconds(5)).toString())
        .doesNotContain("sk-secret");
  }

  private double tokens(String direction) {
    return metrics
        .get("postpilot.claude.tokens")
        .tags("model", "claude-haiku-5-5", "direction", direction)
        .counter()
        .count();
  }

  private Written write(Platform... platforms) {
    return writer.write(request(List.of(), platforms));
  }

  private List<String> picture() {
    return List.of("http://127.0.0.1:" + shop.getAddress().getPort() + "/bench.gif");
  }

  private ClaudeWriter writer(String key, Duration deadline) {
    return new ClaudeWriter(
        properties(key, deadline), fetch, CircuitBreakerRegistry.ofDefaults(), metrics);
  }

  private static ClaudeProperties properties(String key, Duration deadline) {
    return properties(CLAUDE.baseUrl(), key, deadline);
  }

  private static ClaudeProperties properties(URI baseUrl, String key, Duration deadline) {
    return new ClaudeProperties(
        key,
        baseUrl,
        "claude-haiku-5-5",
        2_000,
        Duration.ofSeconds(10),
        deadline,
        3,
        Duration.ofMillis(20),
        DataSize.ofMegabytes(1),
        Duration.ofSeconds(2));
  }

  private static Request request(List<String> images, Platform... platforms) {
    var product =
        new ProductFacts(
            "bench-1",
            "Oak Garden Bench",
            "Seats two. Comes in a box.",
            new Money(19_900, "EUR"),
            null,
            images,
            null,
            null,
            null,
            null,
            List.of());
    return new Request(
        product, Set.of(platforms), Tone.FRIENDLY, Locale.ENGLISH, null, List.of(), 1);
  }
}
