package com.postpilot.post.account;

import feign.Retryer;
import org.springframework.context.annotation.Bean;

/** The calls are questions: asking again after a connection broke does no harm. */
class AccountClientRetries {

  @Bean
  Retryer twice() {
    return new Retryer.Default(100, 100, 2);
  }
}
