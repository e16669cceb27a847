package com.postpilot.publisher;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cloud.openfeign.EnableFeignClients;

@SpringBootApplication
@ConfigurationPropertiesScan
@EnableFeignClients
public class PublisherWorkerApplication {
  public static void main(String[] args) {
    new SpringApplicationBuilder(PublisherWorkerApplication.class)
        .properties("spring.config.name=publisher-worker")
        .run(args);
  }
}
