package com.postpilot.account.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.account.oauth.Keys;
import com.postpilot.account.oauth.Secret;
import com.postpilot.account.oauth.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RefreshScheduleTests {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final RefreshSchedule schedule =
      new RefreshSchedule(
          new Binder(new MapConfigurationPropertySource(Map.of()))
              .bindOrCreate("postpilot.account.refresh", RefreshProperties.class));

  @Test
  void aTokenIsRenewedAtSixtyPercentOfItsLifeAndNotAllAtOnce() {
    var planned =
        Stream.generate(() -> schedule.refreshAt(token(Duration.ofDays(60), Duration.ofDays(1))))
            .limit(200)
            .toList();

    assertThat(planned)
        .allSatisfy(
            at ->
                assertThat(at)
                    .isBetween(NOW.plus(Duration.ofDays(33)), NOW.plus(Duration.ofDays(39))));
    assertThat(planned.stream().distinct()).hasSizeGreaterThan(100);
  }

  @Test
  void aShortTokenIsNotRenewedBeforeItsPlatformAllowsIt() {
    assertThat(schedule.refreshAt(token(Duration.ofHours(30), Duration.ofHours(24))))
        .isEqualTo(NOW.plus(Duration.ofHours(24)));
  }

  @Test
  void aTokenThatNeverEndsIsNeverRenewed() {
    var token = new Token(new Keys(new Secret("x"), null), NOW, null, NOW, null);

    assertThat(schedule.refreshAt(token)).isNull();
    assertThat(schedule.expiringAt(token)).isNull();
    assertThat(schedule.shortAt(NOW, null)).isNull();
  }

  @Test
  void anAccountIsExpiringByTheEndOfItsConnectionNotOfItsAccessToken() {
    var daily =
        new Token(
            new Keys(new Secret("x"), new Secret("y")),
            NOW,
            NOW.plus(Duration.ofDays(1)),
            NOW,
            NOW.plus(Duration.ofDays(365)));

    assertThat(schedule.expiringAt(daily)).isEqualTo(NOW.plus(Duration.ofDays(355)));
    assertThat(schedule.refreshAt(daily)).isBefore(NOW.plus(Duration.ofHours(16)));
  }

  @Test
  void theMarginsShrinkWithTheLifetime() {
    assertThat(schedule.expiringAt(token(Duration.ofDays(60), Duration.ZERO)))
        .isEqualTo(NOW.plus(Duration.ofDays(50)));
    assertThat(schedule.expiringAt(token(Duration.ofSeconds(10), Duration.ZERO)))
        .isEqualTo(NOW.plusSeconds(8));
    assertThat(schedule.shortAt(NOW, NOW.plus(Duration.ofDays(60))))
        .isEqualTo(NOW.plus(Duration.ofDays(60)).minus(Duration.ofMinutes(5)));
    assertThat(schedule.shortAt(NOW, NOW.plusSeconds(10))).isEqualTo(NOW.plusSeconds(9));
  }

  @Test
  void pausesDoubleUpToAnHour() {
    assertThat(IntStream.of(0, 3, 12, 1_000).mapToObj(schedule::pause))
        .satisfiesExactly(
            first -> assertThat(first).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12)),
            fourth -> assertThat(fourth).isBetween(Duration.ofSeconds(64), Duration.ofSeconds(96)),
            late -> assertThat(late).isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72)),
            last -> assertThat(last).isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72)));
  }

  private static Token token(Duration lifetime, Duration minimumAge) {
    var end = NOW.plus(lifetime);
    return new Token(new Keys(new Secret("x"), null), NOW, end, NOW.plus(minimumAge), end);
  }
}
