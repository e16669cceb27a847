package com.postpilot.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.caption.CaptionWriter;
import com.postpilot.queue.caption.claude.ClaudeProperties;
import com.postpilot.queue.caption.claude.ClaudeWriter;
import com.postpilot.queue.caption.template.TemplateWriter;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class CaptionConfigurationTests {
  final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(
              CaptionConfiguration.class, FetchConfiguration.class, Properties.class)
          .withBean(CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults)
          .withBean(SimpleMeterRegistry.class);

  @EnableConfigurationProperties({ClaudeProperties.class, FetchConfiguration.FetchProperties.class})
  static class Properties {}

  @Test
  void claudeWritesIfThereIsAKey() {
    context
        .withPropertyValues("postpilot.claude.api-key=some-key")
        .run(
            started ->
                assertThat(started).getBean(CaptionWriter.class).isInstanceOf(ClaudeWriter.class));
  }

  @Test
  void templatesWriteIfThereIsNone() {
    context
        .withPropertyValues("postpilot.claude.api-key= ")
        .run(
            started ->
                assertThat(started)
                    .getBean(CaptionWriter.class)
                    .isInstanceOf(TemplateWriter.class));
  }
}
