package com.postpilot.auth;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class AuthServiceApplication {

  public static void main(String[] args) {
    new SpringApplicationBuilder(AuthServiceApplication.class)
        .properties("spring.config.name=auth-service")
        .run(args);
  }
}
