package com.postpilot.common.health;

import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.util.ClassUtils;

/** What the gateway's readiness is made of. */
@AutoConfiguration(
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
public class HealthAutoConfiguration {

  @Bean
  ServiceVersion serviceVersion(ApplicationContext context) {
    return ServiceVersion.of(
        context.getBeansWithAnnotation(SpringBootApplication.class).values().stream()
            .findFirst()
            .<Class<?>>map(ClassUtils::getUserClass)
            .orElse(null));
  }

  @Bean
  InfoContributor versionInfo(ServiceVersion version) {
    return info -> info.withDetail("version", version.value());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(KafkaAdmin.class)
  static class Kafka {

    @Bean(name = "kafkaHealthIndicator")
    @ConditionalOnBean(KafkaAdmin.class)
    HealthIndicator kafkaHealth(KafkaAdmin admin) {
      return new KafkaHealth(admin.getConfigurationProperties());
    }
  }
}
