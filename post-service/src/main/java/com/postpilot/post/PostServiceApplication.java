package com.postpilot.post;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cloud.openfeign.EnableFeignClients;

/** Posts and their targets, media, schedules and the dispatcher. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableFeignClients
public class PostServiceApplication {

  public static void main(String[] args) {
    new SpringApplicationBuilder(PostServiceApplication.class)
        .properties("spring.config.name=post-service")
        .run(args);
  }
}
