package com.postpilot.gateway;

import com.postpilot.common.testing.TestIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Services behind a gateway under test. */
public final class Suite implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  public static final FakeService AUTH = new FakeService();
  public static final FakeService ACCOUNT = new FakeService();
  public static final FakeService POST = new FakeService();
  public static final FakeService QUEUE = new FakeService();
  public static final FakeService PUBLISHER = new FakeService();

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "suite",
                Map.of(
                    "postpilot.security.jwks-uri",
                    context
                        .getEnvironment()
                        .getProperty(
                            "suite.jwks-uri",
                            TestIdentity.instance().url() + "/.well-known/jwks.json"),
                    "POSTPILOT_AUTH_URL",
                    AUTH.url(),
                    "POSTPILOT_ACCOUNT_URL",
                    ACCOUNT.url(),
                    "POSTPILOT_POST_URL",
                    POST.url(),
                    "POSTPILOT_QUEUE_URL",
                    QUEUE.url(),
                    "POSTPILOT_PUBLISHER_URL",
                    PUBLISHER.url())));
  }

  public static Stream<FakeService> all() {
    return Stream.of(AUTH, ACCOUNT, POST, QUEUE, PUBLISHER);
  }

  public static void reset() {
    all().forEach(FakeService::reset);
  }

  /** The address of a port at which nobody listens. */
  public static String nobody() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://localhost:" + socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
