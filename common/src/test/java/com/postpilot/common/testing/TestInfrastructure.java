package com.postpilot.common.testing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives a service under test real PostgreSQL, real Kafka and an auth-service that signs what the
 * test asks for. Started once a JVM; contexts and test classes share it.
 *
 * <p>Use: {@code @SpringBootTest(webEnvironment = RANDOM_PORT, properties =
 * "spring.config.name=post-service") @ContextConfiguration(initializers =
 * TestInfrastructure.class)}.
 */
public final class TestInfrastructure
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test-infrastructure", properties()));
  }

  /** The environment of a service under test. */
  public static Map<String, Object> properties() {
    var properties = new HashMap<String, Object>();
    properties.put("POSTPILOT_DB_URL", TestPostgres.instance().url());
    for (var schema : TestPostgres.SCHEMAS) {
      properties.put(
          "POSTPILOT_DB_" + schema.toUpperCase(Locale.ROOT) + "_OWNER_PASSWORD",
          TestPostgres.PASSWORD);
      properties.put(
          "POSTPILOT_DB_" + schema.toUpperCase(Locale.ROOT) + "_APP_PASSWORD",
          TestPostgres.PASSWORD);
    }
    properties.put("POSTPILOT_KAFKA", TestKafka.instance().bootstrapServers());
    properties.put("POSTPILOT_AUTH_URL", TestIdentity.instance().url());
    for (var client : new String[] {"ACCOUNT", "POST", "PUBLISHER", "QUEUE", "GATEWAY"}) {
      properties.put("POSTPILOT_SERVICE_SECRET_" + client, "test-secret");
    }
    properties.put("POSTPILOT_ENCRYPTION_KEYSET", TestKeyset.BASE64);
    return properties;
  }
}
