package com.postpilot.auth.identity;

import com.postpilot.common.contract.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

@Configuration(proxyBeanMethods = false)
class IdentityTopic {

  @Bean
  NewTopic identity() {
    return TopicBuilder.name(Topics.IDENTITY).partitions(Topics.PARTITIONS).build();
  }
}
