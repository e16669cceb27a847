package com.postpilot.post.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

class MediaPropertiesTests {

  /** Or its client hears of a time-out, and never of what was fetched for him. */
  @Test
  void whatIsFetchedIsStoredBeforeTheGatewayGivesTheRequestUp() throws IOException {
    var fetching =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("postpilot.media", MediaProperties.class)
            .fetchTimeout();

    assertThat(fetching.plus(Duration.ofSeconds(10))).isLessThanOrEqualTo(patienceOfTheGateway());
  }

  private static Duration patienceOfTheGateway() throws IOException {
    return new YamlPropertySourceLoader()
            .load("gateway", new FileSystemResource("../gateway/src/main/resources/gateway.yml"))
            .stream()
            .map(document -> document.getProperty("postpilot.gateway.response-timeout"))
            .filter(Objects::nonNull)
            .map(value -> DurationStyle.detectAndParse(value.toString()))
            .findFirst()
            .orElseThrow();
  }
}
