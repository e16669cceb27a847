package com.postpilot.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The {@code logging.level…} settings of a service, which Boot would apply if logging were not
 * shared by all: what one of them asks for holds for the whole JVM.
 */
final class LogLevels {
  private static final Bindable<Map<String, LogLevel>> LEVELS =
      Bindable.mapOf(String.class, LogLevel.class);

  private LogLevels() {}

  static void apply(ConfigurableEnvironment environment) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
      Binder.get(environment)
          .bind("logging.level", LEVELS)
          .ifBound(
              levels ->
                  levels.forEach(
                      (name, level) ->
                          loggers.getLogger(name).setLevel(Level.toLevel(level.name()))));
    }
  }
}
