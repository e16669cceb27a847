package com.postpilot.post.dispatch;

import com.postpilot.common.contract.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

@Configuration(proxyBeanMethods = false)
class DispatchTopics {

  @Bean
  NewTopic postDueTopic() {
    return TopicBuilder.name(Topics.POST_DUE).partitions(Topics.PARTITIONS).build();
  }
}
