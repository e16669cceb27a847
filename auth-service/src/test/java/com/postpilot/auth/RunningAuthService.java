package com.postpilot.auth;

import com.postpilot.common.testing.TestInfrastructure;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** One auth-service on a free port, shared by all tests; with {@link Api} and its clock. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=auth-service",
      "postpilot.auth.throttle.registration.burst=100000",
      "postpilot.auth.throttle.mail-asked.burst=100000",
      "postpilot.auth.mail.poll=100ms"
    })
@ContextConfiguration(initializers = {TestInfrastructure.class, Inbox.Initializer.class})
@Import(RunningAuthService.Beans.class)
public @interface RunningAuthService {

  @TestConfiguration(proxyBeanMethods = false)
  class Beans {
    @Bean
    SettableClock clock() {
      return new SettableClock();
    }

    @Bean
    Api api(org.springframework.core.env.Environment environment) {
      return new Api(environment);
    }
  }
}
