package com.postpilot.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.standalone.Addresses;
import com.postpilot.standalone.Ports;
import com.postpilot.standalone.Secrets;
import com.postpilot.standalone.Service;
import com.postpilot.standalone.Wiring;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds what Spring Boot sets up for a service in the one JVM against what its own jar gets. */
@EndToEnd(Shape.STANDALONE)
class AutoConfigurationIT {
  /** With this in its environment a service logs which auto-configurations it got, and why. */
  static final Map<String, String> REPORT_CONDITIONS =
      Map.of("LOGGING_LEVEL_ORG_SPRINGFRAMEWORK_BOOT_AUTOCONFIGURE_LOGGING", "DEBUG");

  private static final Pattern MATCHED = Pattern.compile("^   (\\S+) matched:?$");

  @ParameterizedTest
  @EnumSource
  void aServiceIsSetUpInTheOneJvmAsInItsOwnJar(Service service, Standalone running)
      throws IOException {
    assertThat(inTheOneJvm(service, running)).isNotEmpty().isEqualTo(inItsOwnJar(service));
  }

  private static Set<String> inTheOneJvm(Service service, Standalone running) {
    var header = Pattern.compile(".* \\[" + service.artifact() + "] .*ConditionEvaluationReport.*");
    var log = // their names are in the order of time
        running.logs().filter(LogFile::isOne).sorted().flatMap(file -> LogFile.text(file).lines());
    return matches(log.dropWhile(line -> !header.matcher(line).matches()));
  }

  /** Without a database: the report is the same, and a start that fails writes it, too. */
  private static Set<String> inItsOwnJar(Service service) throws IOException {
    var builder =
        new ProcessBuilder(
                Build.java(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Build.bootJar(service).toString(),
                "--server.port=0")
            .redirectErrorStream(true);
    var environment = builder.environment();
    environment.putAll(REPORT_CONDITIONS);
    environment.put("POSTPILOT_DB_URL", "jdbc:postgresql://127.0.0.1:1/none");
    var nobody =
        new Wiring(
            Addresses.local(Ports.from(Map.of())),
            Secrets.keptIn(Build.directoryFor("own-jar").resolve("secrets.properties")),
            Map.of());
    environment.putAll(nobody.environmentOf(service));
    var process = builder.start();
    try (var output = process.inputReader()) {
      return matches(output.lines());
    } finally {
      process.destroyForcibly();
    }
  }

  private static Set<String> matches(Stream<String> report) {
    return report
        .dropWhile(line -> !line.equals("Positive matches:"))
        .takeWhile(line -> !line.equals("Negative matches:"))
        .map(MATCHED::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
