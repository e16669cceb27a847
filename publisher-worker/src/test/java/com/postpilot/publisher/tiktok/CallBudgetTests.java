package com.postpilot.publisher.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CallBudgetTests {
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  private final CallBudget budget =
      new CallBudget(
          2,
          new Clock() {
            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  @Test
  void whoeverCanWaitLeavesHalfOfTheCallsToOthers() {
    assertThat(budget.takeSpare("a")).isTrue();
    assertThat(budget.takeSpare("a")).isFalse();
    assertThat(budget.take("a")).isEmpty();

    now = now.plusSeconds(61);
    assertThat(budget.takeSpare("a")).isTrue();
  }

  @Test
  void aMinuteHoldsSoManyCallsOfAnAccountAndNobodyElsesCount() {
    assertThat(budget.take("a")).isEmpty();
    now = now.plusSeconds(20);
    assertThat(budget.take("a")).isEmpty();

    assertThat(budget.take("a")).hasValue(Duration.ofSeconds(41));
    assertThat(budget.take("b")).isEmpty();

    now = now.plusSeconds(41);
    assertThat(budget.take("a")).isEmpty();
    assertThat(budget.take("a")).hasValue(Duration.ofSeconds(20));
  }
}
