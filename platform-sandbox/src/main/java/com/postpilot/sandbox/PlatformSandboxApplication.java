package com.postpilot.sandbox;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class PlatformSandboxApplication {

  public static void main(String[] args) {
    new SpringApplicationBuilder(PlatformSandboxApplication.class)
        .properties("spring.config.name=platform-sandbox")
        .run(args);
  }
}
