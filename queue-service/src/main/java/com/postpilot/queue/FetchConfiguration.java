package com.postpilot.queue;

import com.postpilot.common.fetch.GuardedFetch;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One way out to what feeds and products name: feeds, and pictures for who writes captions. */
@Configuration(proxyBeanMethods = false)
class FetchConfiguration {

  @Bean
  GuardedFetch guardedFetch(FetchProperties properties) {
    return new GuardedFetch(properties.allowPrivateAddresses());
  }

  /**
   * @param allowPrivateAddresses for tests alone: fetches from loopback and private networks
   */
  @ConfigurationProperties("postpilot.queue.fetch")
  record FetchProperties(@DefaultValue("false") boolean allowPrivateAddresses) {}
}
