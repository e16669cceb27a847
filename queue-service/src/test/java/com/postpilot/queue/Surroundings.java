package com.postpilot.queue;

import com.postpilot.common.testing.TestInfrastructure;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Everything that queue-service stands among; started once a JVM. */
public final class Surroundings
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  public static final Neighbours NEIGHBOURS = new Neighbours();

  public static Map<String, Object> properties() {
    var properties = new HashMap<>(TestInfrastructure.properties());
    properties.put("POSTPILOT_POST_URL", NEIGHBOURS.url());
    properties.put("POSTPILOT_ACCOUNT_URL", NEIGHBOURS.url());
    return properties;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("surroundings", properties()));
  }
}
