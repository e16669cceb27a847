package com.postpilot.common.idempotency;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Idempotency keys for every service with a database. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnProperty("postpilot.schema")
public class IdempotencyAutoConfiguration {

  @Bean
  IdempotencyKeys idempotencyKeys(
      JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json, Clock clock) {
    return new IdempotencyKeys(jdbc, transactions, json, clock);
  }

  @Bean
  Idempotency idempotency(
      IdempotencyKeys keys, PlatformTransactionManager transactions, JsonMapper json) {
    return new Idempotency(keys, transactions, json);
  }

  @Bean
  FilterRegistrationBean<RememberedBody.Filter> rememberedBodies() {
    var registration = new FilterRegistrationBean<>(new RememberedBody.Filter());
    registration.setOrder(Ordered.LOWEST_PRECEDENCE); // behind authentication
    return registration;
  }

  @Bean
  WebMvcConfigurer idempotencyKeyHandling(IdempotencyKeys keys) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors
            .addInterceptor(new IdempotencyInterceptor(keys))
            .addPathPatterns("/api/v1/**")
            .excludePathPatterns("/api/v1/auth/**");
      }
    };
  }

  @Bean
  SchedulingConfigurer idempotencyKeyPruning(IdempotencyKeys keys) {
    return tasks -> tasks.addFixedDelayTask(keys::prune, Duration.ofHours(1));
  }
}
