package com.postpilot.publisher.intake;

import com.postpilot.common.contract.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** The topic that the publisher owns, and those for what it cannot read. */
@Configuration(proxyBeanMethods = false)
class Topology {

  @Bean
  NewTopic outcomes() {
    return TopicBuilder.name(Topics.PUBLISHER_OUTCOME).partitions(Topics.PARTITIONS).build();
  }

  @Bean
  KafkaAdmin.NewTopics deadLetters(@Value("${spring.application.name}") String group) {
    return new KafkaAdmin.NewTopics(
        deadLetters(Topics.POST_DUE, group), deadLetters(Topics.ACCOUNT_LIFECYCLE, group));
  }

  private static NewTopic deadLetters(String topic, String group) {
    return TopicBuilder.name(topic + "." + group + ".dlt").partitions(1).build();
  }
}
