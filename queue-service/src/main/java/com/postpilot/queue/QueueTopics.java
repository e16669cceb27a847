package com.postpilot.queue;

import com.postpilot.common.contract.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
class QueueTopics {

  @Bean
  NewTopic queueLifecycleTopic() {
    return TopicBuilder.name(Topics.QUEUE_LIFECYCLE).partitions(Topics.PARTITIONS).build();
  }

  /** What cannot be read goes aside; without these topics it would hold up all behind it. */
  @Bean
  KafkaAdmin.NewTopics deadLetterTopics(@Value("${spring.application.name}") String group) {
    return new KafkaAdmin.NewTopics(
        deadLetters(Topics.SUBSCRIPTION, group),
        deadLetters(Topics.PUBLISHER_OUTCOME, group),
        deadLetters(Topics.POST_LIFECYCLE, group));
  }

  private static NewTopic deadLetters(String topic, String group) {
    return TopicBuilder.name(topic + "." + group + ".dlt").partitions(1).build();
  }
}
