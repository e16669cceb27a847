package com.postpilot.queue;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cloud.openfeign.EnableFeignClients;

/** Starts queue-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableFeignClients
public class QueueServiceApplication {

  public static void main(String[] args) {
    new SpringApplicationBuilder(QueueServiceApplication.class)
        .properties("spring.config.name=queue-service")
        .run(args);
  }
}
