package com.postpilot.common.inbox;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** An inbox for every service that has a database and consumes events. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@ConditionalOnClass({JdbcClient.class, KafkaTemplate.class})
@ConditionalOnProperty("postpilot.schema")
public class InboxAutoConfiguration {

  @Bean
  Inbox inbox(JdbcClient jdbc, Clock clock) {
    return new Inbox(jdbc, clock);
  }

  @Bean
  SchedulingConfigurer inboxPruning(Inbox inbox) {
    return tasks -> tasks.addFixedDelayTask(inbox::prune, Duration.ofHours(1));
  }
}
