package com.postpilot.post;

import com.postpilot.common.testing.TestInfrastructure;
import com.postpilot.objectstore.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Everything that post-service stands among; started once a JVM. */
public final class Surroundings
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  public static final FakeAccountService ACCOUNTS = new FakeAccountService();
  private static final ObjectStore STORE = store();

  private static ObjectStore store() {
    try {
      return new ObjectStore(
          URI.create("http://127.0.0.1:0"),
          Files.createTempDirectory("post-service-media"),
          "postpilot-media",
          "access",
          "secret");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Map<String, Object> properties() {
    var s3 = "http://localhost:" + STORE.port();
    var properties = new HashMap<>(TestInfrastructure.properties());
    properties.put("POSTPILOT_ACCOUNT_URL", ACCOUNTS.url());
    properties.put("POSTPILOT_S3_ENDPOINT", s3);
    properties.put("POSTPILOT_S3_PUBLIC_ENDPOINT", s3);
    properties.put("POSTPILOT_S3_ACCESS_KEY", "access");
    properties.put("POSTPILOT_S3_SECRET_KEY", "secret");
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
