package com.postpilot.publisher.intake;

import com.postpilot.common.contract.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The topic that the publisher owns, and the one for what it cannot read. */
@Configuration(proxyBeanMethods = false)
class Topology {

  @Bean
  NewTopic outcomes() {
    return TopicBuilder.name(Topics.PUBLISHER_OUTCOME).partitions(Topics.PARTITIONS).build();
  }

  @Bean
  NewTopic deadLetters(@Value("${spring.application.name}") String group) {
    return TopicBuilder.name(Topics.POST_DUE + "." + group + ".dlt").partitions(1).build();
  }
}
