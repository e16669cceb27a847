package com.postpilot.common.health;

import org.jspecify.annotations.Nullable;

/** The version of the running service; {@code dev} where it runs from no jar. */
public record ServiceVersion(String value) {

  static ServiceVersion of(@Nullable Class<?> application) {
    var version = application == null ? null : application.getPackage().getImplementationVersion();
    return new ServiceVersion(version == null ? "dev" : version);
  }
}
