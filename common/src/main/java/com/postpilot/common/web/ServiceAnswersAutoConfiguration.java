package com.postpilot.common.web;

import feign.codec.Decoder;
import feign.codec.Encoder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.openfeign.support.ResponseEntityDecoder;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** How every Feign client of a service writes requests and reads answers. */
@AutoConfiguration(after = WebAutoConfiguration.class)
@ConditionalOnClass({Decoder.class, ResponseEntityDecoder.class})
public class ServiceAnswersAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Encoder serviceRequests(JsonMapper json) {
    return new ServiceRequests(json);
  }

  @Bean
  @ConditionalOnMissingBean
  Decoder serviceAnswers(JsonMapper json) {
    return new ResponseEntityDecoder(new ServiceAnswers(json));
  }
}
