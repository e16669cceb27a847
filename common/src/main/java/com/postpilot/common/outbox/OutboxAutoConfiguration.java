package com.postpilot.common.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** An outbox and its relay for every service that has a database and Kafka. */
@AutoConfiguration(after = {JdbcClientAutoConfiguration.class, KafkaAutoConfiguration.class})
@ConditionalOnClass({JdbcClient.class, KafkaTemplate.class})
@ConditionalOnProperty("postpilot.schema")
public class OutboxAutoConfiguration {

  @Bean
  OutboxRelay outboxRelay(
      DataSource database,
      KafkaTemplate<String, byte[]> kafka,
      KafkaAdmin admin,
      MeterRegistry metrics,
      @Value("${spring.application.name}") String source) {
    return new OutboxRelay(database, kafka, admin::initialize, source, metrics);
  }

  @Bean
  Outbox outbox(JdbcClient jdbc, OutboxRelay relay) {
    return new Outbox(jdbc, relay::wake);
  }
}
