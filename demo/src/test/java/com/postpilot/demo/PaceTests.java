package com.postpilot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTests {

  @Test
  void whatGoesOutWithinAMinuteNeedsNoTurns() {
    assertThat(Pace.REAL.notice(6)).isEmpty();
    assertThat(Pace.REAL.turns(6)).isZero();
  }

  @Test
  void howLongTheLastOfManyWaitsIsTold() {
    assertThat(Pace.REAL.turns(40)).isEqualTo(Duration.ofMinutes(6));
    assertThat(Pace.REAL.notice(40)).get().asString().contains("6 posts a minute", "6 min after");
    assertThat(new Pace(600).notice(40)).isEmpty();
  }
}
