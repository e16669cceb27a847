package com.postpilot.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

/** A gateway on a free port in front of the services of {@link Suite}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"spring.config.name=gateway", "postpilot.gateway.response-timeout=2s"})
@ContextConfiguration(initializers = Suite.class)
@Import(RunningGateway.Beans.class)
public @interface RunningGateway {

  @TestConfiguration(proxyBeanMethods = false)
  class Beans {
    @Bean
    Client client(Environment environment) {
      return new Client(environment);
    }
  }
}
