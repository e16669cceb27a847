package com.postpilot.account;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts account-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AccountServiceApplication {

  public static void main(String[] args) {
    new SpringApplicationBuilder(AccountServiceApplication.class)
        .properties("spring.config.name=account-service")
        .run(args);
  }
}
