package com.postpilot.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Runs the suite in this JVM until it is told to end. {@code -Dpostpilot.home} says where its data
 * are, {@code POSTPILOT_PORT_…} where it listens.
 */
public final class Standalone {
  private Standalone() {}

  public static void main(String[] arguments) throws InterruptedException {
    var home = Path.of(System.getProperty("postpilot.home", ".postpilot")).toAbsolutePath();
    shareOneJvm(home);
    try {
      var suite = new Suite(home, System.getenv());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(suite), "shutdown"));
      System.out.println(suite.start());
    } catch (CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("PostPilot did not start: " + e);
      System.exit(1);
    }
    new CountDownLatch(1).await(); // from here on only a signal ends it
  }

  /** Things of which a JVM has one, and which every context would otherwise set up for itself. */
  private static void shareOneJvm(Path home) {
    System.setProperty("postpilot.home", home.toString());
    // Contexts that start at the same time would pull Logback from under each other.
    System.setProperty("logback.configurationFile", "logback-standalone.xml");
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    // It warms up classes that the contexts, two at a time, load anyway.
    System.setProperty("spring.backgroundpreinitializer.ignore", "true");
  }

  private static void stop(Suite suite) {
    System.out.println("PostPilot stops …");
    try {
      suite.close();
    } catch (IOException e) {
      System.err.println("PostPilot did not stop cleanly: " + e);
    }
  }
}
