package com.postpilot.common.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestServersTests {

  @Test
  void containersAreUsedWhereAnEngineAnswersUnlessTheEnvironmentSaysOtherwise() {
    assertThat(TestServers.choose(Map.of(), () -> true)).isEqualTo(TestServers.TESTCONTAINERS);
    assertThat(TestServers.choose(Map.of(), () -> false)).isEqualTo(TestServers.EMBEDDED);
    assertThat(TestServers.choose(Map.of(TestServers.SETTING, "embedded"), () -> true))
        .isEqualTo(TestServers.EMBEDDED);
    assertThat(TestServers.choose(Map.of(TestServers.SETTING, "testcontainers"), () -> false))
        .isEqualTo(TestServers.TESTCONTAINERS);
    assertThatThrownBy(() -> TestServers.choose(Map.of(TestServers.SETTING, "cloud"), () -> true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
