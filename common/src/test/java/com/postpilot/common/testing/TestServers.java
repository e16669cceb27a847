package com.postpilot.common.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;

/**
 * Where the servers of tests come from: containers where a Docker engine answers, embedded ones
 * anywhere else. {@code POSTPILOT_TEST_INFRA=embedded|testcontainers} decides otherwise.
 */
enum TestServers {
  EMBEDDED,
  TESTCONTAINERS;

  static final String SETTING = "POSTPILOT_TEST_INFRA";

  private static final TestServers CHOSEN = choose(System.getenv(), TestServers::engineAnswers);

  static TestServers chosen() {
    return CHOSEN;
  }

  static TestServers choose(Map<String, String> environment, BooleanSupplier engineAnswers) {
    var setting = environment.getOrDefault(SETTING, "auto");
    return setting.equals("auto")
        ? (engineAnswers.getAsBoolean() ? TESTCONTAINERS : EMBEDDED)
        : valueOf(setting.toUpperCase(Locale.ROOT));
  }

  private static boolean engineAnswers() {
    // Asking an engine that is not there takes seconds; its socket tells at once.
    return (System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock")))
        && DockerClientFactory.instance().isDockerAvailable();
  }
}
