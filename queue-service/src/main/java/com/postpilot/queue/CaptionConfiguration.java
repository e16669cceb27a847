package com.postpilot.queue;

import com.postpilot.common.fetch.GuardedFetch;
import com.postpilot.queue.caption.CaptionWriter;
import com.postpilot.queue.caption.claude.ClaudeProperties;
import com.postpilot.queue.caption.claude.ClaudeWriter;
import com.postpilot.queue.caption.template.TemplateWriter;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who writes the captions: Claude if there is a key, or else templates, which need nobody. */
@Configuration(proxyBeanMethods = false)
class CaptionConfiguration {

  @Bean
  CaptionWriter captionWriter(
      ClaudeProperties claude,
      GuardedFetch fetch,
      CircuitBreakerRegistry breakers,
      MeterRegistry metrics) {
    return claude.hasKey()
        ? new ClaudeWriter(claude, fetch, breakers, metrics)
        : new TemplateWriter();
  }
}
