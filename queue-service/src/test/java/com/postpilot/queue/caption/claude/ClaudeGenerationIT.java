package com.postpilot.queue.caption.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.fetch.GuardedFetch;
import com.postpilot.queue.QueueServiceIT;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What becomes of an item, and of its workspace's quota, when Claude answers so or so. */
class ClaudeGenerationIT extends QueueServiceIT {
  private static final SandboxClaude CLAUDE = new SandboxClaude();
  private static final int ATTEMPTS = 2;

  private final String title = "Oak Bench " + shop.id;
  private final GuardedFetch fetch = new GuardedFetch(true);
  private final ClaudeWriter claude = writer(Duration.ofSeconds(20), ATTEMPTS);
  private final ClaudeWriter hurried = writer(Duration.ofSeconds(1), 1);

  @BeforeEach
  void begin() {
    CLAUDE.reset();
    WRITER.behave(title, claude::write);
  }

  @AfterEach
  void end() throws IOException {
    claude.close();
    hurried.close();
    fetch.close();
  }

  /** Once more often than one round of asking lasts: the row has to be taken up again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate_limited retry-after:1000",
        "rate_limited",
        "error_before_apply overloaded_error",
        "error_before_apply",
        "drop_response_after_apply",
        "cut_short",
        "invalid_json",
        "garbage"
      })
  void whatPassesIsWaitedForAndCountsOnce(String fault) {
    fails(fault, ATTEMPTS + 1);

    var item = generated();

    becomes(item, "IN_REVIEW");
    assertThat(CLAUDE.calls()).isEqualTo(ATTEMPTS + 2);
    var written = shop.read(item);
    assertThat(written.at("/captions/INSTAGRAM/writer")).isEqualTo("claude-haiku-5-5");
    assertThat(written.at("/captions/INSTAGRAM/caption")).startsWith("Oak Bench");
    assertThat(used()).isOne();
    assertThat(versions(item)).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "rate_limited retry-after:120000, takes no more requests",
    "rate_limited, takes no more requests",
    "error_before_apply overloaded_error, overloaded or down",
    "cut_short, cut off",
    "invalid_json, could not be used",
    "garbage, no answer"
  })
  void whatDoesNotPassFailsWithItsReasonAndCostsNothing(String fault, String words) {
    fails(fault, 99);

    var item = generated();

    becomes(item, "FAILED");
    var failed = shop.read(item);
    assertThat(failed.at("/failure/code")).isEqualTo("writer_unavailable");
    assertThat(failed.at("/failure/message"))
        .contains("counts against no limit")
        .containsAnyOf(words, "has not answered lately"); // where it failed often enough
    assertThat(used()).isZero();
    assertThat(versions(item)).isZero();
  }

  @Test
  void whoeverIsSlowIsAskedAgain() {
    WRITER.behave(title, hurried::write);
    fails("stall", 1);

    var item = generated();

    becomes(item, "IN_REVIEW");
    assertThat(CLAUDE.calls()).isGreaterThan(1);
    assertThat(used()).isOne();
    assertThat(versions(item)).isOne();
  }

  @Test
  void whoeverStaysSlowIsGivenUpAndCostsNothing() {
    WRITER.behave(title, hurried::write);
    fails("stall", 99);

    var item = generated();

    becomes(item, "FAILED");
    assertThat(shop.read(item).at("/failure/code")).isEqualTo("writer_unavailable");
    assertThat(shop.read(item).at("/failure/message")).contains("no answer", "no limit");
    assertThat(used()).isZero();
    assertThat(versions(item)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "refusal, refused, does not want to write, 1",
    "rate_limited enforced_spend_limit_reached, spend_limit, spending limit, 0",
    "rate_limited contract_spend_limit_reached, spend_limit, spending limit, 0",
    "error_before_apply authentication_error, misconfigured, administrator, 0",
    "error_before_apply billing_error, misconfigured, administrator, 0",
    "error_before_apply invalid_request_error, not_accepted, the product's text, 0"
  })
  void whatWillNotPassFailsAtOnce(String fault, String code, String words, int used) {
    fails(fault, 99);

    var item = generated();

    becomes(item, "FAILED");
    var failed = shop.read(item);
    assertThat(failed.at("/failure/code")).isEqualTo(code);
    assertThat(failed.at("/failure/message")).contains(words);
    assertThat(CLAUDE.calls()).as("asked once").isOne();
    assertThat(used()).isEqualTo(used);
    assertThat(versions(item)).isZero();
  }

  @Test
  void whatFailedCanBeGeneratedAgain() {
    CLAUDE.fails("rate_limited", "'error_name': 'enforced_spend_limit_reached'");
    var item = generated();
    becomes(item, "FAILED");

    shop.post("/queue/" + item + "/generate", "{}").is(202);

    becomes(item, "IN_REVIEW");
    assertThat(shop.read(item).body().path("failure").isObject()).isFalse();
    assertThat(used()).isOne();
  }

  private ClaudeWriter writer(Duration timeout, int attempts) {
    return new ClaudeWriter(
        new ClaudeProperties(
            SandboxClaude.KEY,
            CLAUDE.baseUrl(),
            "claude-haiku-5-5",
            2_000,
            timeout,
            timeout,
            attempts,
            Duration.ofMillis(20),
            DataSize.ofMegabytes(1),
            Duration.ofSeconds(2)),
        fetch,
        CircuitBreakerRegistry.ofDefaults(),
        new SimpleMeterRegistry());
  }

  /**
   * @param fault its kind, and behind a space the name of its error or its Retry-After in
   *     milliseconds
   */
  private static void fails(String fault, int times) {
    var parts = fault.split(" ", 2);
    var more = new StringBuilder("'times': ").append(times);
    if (parts.length == 2) {
      more.append(
          parts[1].startsWith("retry-after:")
              ? ", 'delay_ms': " + parts[1].substring("retry-after:".length())
              : ", 'error_name': '%s'".formatted(parts[1]));
    }
    CLAUDE.fails(parts[0], more.toString());
  }

  private UUID generated() {
    var item = shop.item(title);
    shop.post("/queue/" + item + "/generate", json("{'platforms': ['INSTAGRAM']}")).is(202);
    return item;
  }

  private void becomes(UUID item, String status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(shop.status(item)).isEqualTo(status));
  }

  private long used() {
    return count(
        "select coalesce(sum(ai_captions), 0) from usage where workspace_id = '" + shop.id + "'");
  }

  private static long versions(UUID item) {
    return count(
        "select count(*) from item_version where change = 'GENERATED' and item_id = '%s'"
            .formatted(item));
  }
}
