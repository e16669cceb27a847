package com.postpilot.account.testing;

import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points a service under test at the fakes. */
public final class FakePlatforms
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    for (var fake :
        List.of(FakeInstagram.instance(), FakeFacebook.instance(), FakeTikTok.instance())) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(fake.getClass().getName(), Map.copyOf(fake.environment())));
    }
  }
}
