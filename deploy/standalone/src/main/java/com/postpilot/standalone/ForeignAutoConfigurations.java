package com.postpilot.standalone;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps auto-configurations away from services in whose own jar they are not: on the one class path
 * of this JVM everybody's libraries lie side by side.
 */
public final class ForeignAutoConfigurations
    implements AutoConfigurationImportFilter, EnvironmentAware {
  static final String SERVICE_PROPERTY = "postpilot.standalone.service";

  /** Prefixes of class names, by service. */
  private static final Map<String, List<String>> FOREIGN = Map.of();

  private List<String> foreign = List.of();

  @Override
  public void setEnvironment(Environment environment) {
    foreign = FOREIGN.getOrDefault(environment.getProperty(SERVICE_PROPERTY, ""), List.of());
  }

  @Override
  public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
    var matches = new boolean[classes.length];
    for (var i = 0; i < classes.length; i++) {
      var name = classes[i];
      matches[i] = name == null || foreign.stream().noneMatch(name::startsWith);
    }
    return matches;
  }
}
