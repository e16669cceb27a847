package com.postpilot.common.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WebAutoConfigurationTests {

  @Test
  void theClockShowsNothingThatTheDatabaseWouldRound() {
    var clock = new WebAutoConfiguration().clock();

    assertThat(Stream.generate(clock::instant).limit(1_000))
        .allSatisfy(now -> assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MICROS)));
  }
}
