package com.postpilot.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class LogLevelsTests {
  @Test
  void aLevelIsSetFromTheServicesOwnFileAndFromTheEnvironment() {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource("file", Map.of("logging.level.com.example.Scanner", "error")));
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "test-systemEnvironment", Map.of("LOGGING_LEVEL_COM_EXAMPLE_WIRE", "TRACE")));

    LogLevels.apply(environment);

    assertThat(LoggerFactory.getLogger("com.example.Scanner").isWarnEnabled()).isFalse();
    assertThat(LoggerFactory.getLogger("com.example.wire").isTraceEnabled()).isTrue();
  }
}
