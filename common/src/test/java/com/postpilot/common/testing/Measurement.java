package com.postpilot.common.testing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What was measured, kept under {@code benchmarks/results} with what it was measured on. */
public final class Measurement {
  private Measurement() {}

  /**
   * @param name under which {@code ./postpilot bench} knows it
   * @param figures by what they are and in which unit, in the order in which they are shown
   */
  public static void keep(String name, Map<String, ?> figures) throws IOException {
    var root = root();
    var result = new LinkedHashMap<String, Object>();
    result.put("measured_at", Instant.now().toString());
    result.put("commit", commit(root));
    result.put("cores", Runtime.getRuntime().availableProcessors());
    result.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    result.putAll(figures);
    var json =
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(result);
    var folder = Files.createDirectories(root.resolve("benchmarks/results"));
    Files.writeString(folder.resolve(name + ".json"), json + "\n");
  }

  /**
   * Nearest rank.
   *
   * @param sorted the lowest first
   */
  public static <T> T percentile(List<T> sorted, int percent) {
    return sorted.get(Math.max(1, Math.ceilDiv(sorted.size() * percent, 100)) - 1);
  }

  private static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("postpilot"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("This does not run within the repository");
      }
    }
    return folder;
  }

  private static String commit(Path root) throws IOException {
    var git =
        new ProcessBuilder("git", "rev-parse", "--short", "HEAD").directory(root.toFile()).start();
    return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
