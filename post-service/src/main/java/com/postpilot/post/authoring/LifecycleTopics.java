package com.postpilot.post.authoring;

import com.postpilot.common.contract.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

@Configuration(proxyBeanMethods = false)
class LifecycleTopics {

  @Bean
  NewTopic postLifecycleTopic() {
    return TopicBuilder.name(Topics.POST_LIFECYCLE).partitions(Topics.PARTITIONS).build();
  }
}
