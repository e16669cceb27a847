package com.postpilot.post.media;

import com.postpilot.common.fetch.GuardedFetch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FetchConfiguration {

  @Bean
  GuardedFetch guardedFetch(MediaProperties properties) {
    return new GuardedFetch(properties.allowPrivateAddresses());
  }
}
