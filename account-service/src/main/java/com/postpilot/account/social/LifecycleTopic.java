package com.postpilot.account.social;

import com.postpilot.common.contract.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The topic that tells of accounts. */
@Configuration(proxyBeanMethods = false)
class LifecycleTopic {

  @Bean
  NewTopic accountLifecycle() {
    return TopicBuilder.name(Topics.ACCOUNT_LIFECYCLE).partitions(Topics.PARTITIONS).build();
  }
}
