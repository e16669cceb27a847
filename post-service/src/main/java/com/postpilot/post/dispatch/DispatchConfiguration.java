package com.postpilot.post.dispatch;

import com.postpilot.common.contract.Topics;
import com.postpilot.common.loop.WakeUp;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {

  @Bean
  NewTopic postDueTopic() {
    return TopicBuilder.name(Topics.POST_DUE).partitions(Topics.PARTITIONS).build();
  }

  /** Of the dispatcher, when something falls due before it would look again. */
  @Bean
  WakeUp wakeUp() {
    return new WakeUp();
  }
}
