package com.postpilot.queue.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.testing.Measurement;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast a large file is imported, and in how much memory: {@code ./postpilot bench imports}. The
 * service, its client and Kafka share this JVM; PostgreSQL and its disk share the machine.
 */
class ImportMeasurement extends ImportsIT {
  private static final int PRODUCTS = 50_000;
  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  private final Map<String, Object> result = new LinkedHashMap<>();

  @Test
  void measure() throws IOException {
    warmUp();
    var file = large(folder, PRODUCTS, "19.90");
    System.gc();
    result.put("products", PRODUCTS);
    result.put("file_mib", Files.size(file) / MEBIBYTE);
    result.put("max_heap_mib", Runtime.getRuntime().maxMemory() / MEBIBYTE);
    result.put(
        "heap_before_mib",
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE);
    result.put("resident_before_mib", resident("VmRSS") / 1024);
    run("new", file);
    assertThat(items()).isEqualTo(PRODUCTS);
    run("unchanged", file);
    run("changed", large(folder, PRODUCTS, "18.90"));
    assertThat(items()).isEqualTo(PRODUCTS);
    result.put("peak_resident_mib", resident("VmHWM") / 1024);
    Measurement.keep("imports", result);
  }

  /** What is fast after some work is of interest, not what a JVM does first. */
  private void warmUp() {
    committed(ready(mugs(2_000, "5")));
    execute("delete from import where workspace_id = '" + shop.id + "'");
    for (var table : List.of("item_version", "item", "product_version", "product")) {
      execute("delete from " + table + " where workspace_id = '" + shop.id + "'");
    }
  }

  private void run(String what, Path file) throws IOException {
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    var id =
        upload(shop, LARGE, "products.csv", BodyPublishers.ofFile(file), Map.of()).is(202).id();
    long uploaded = System.nanoTime();
    reaches(id, "READY");
    long read = System.nanoTime();
    shop.post("/imports/" + id + "/commit", "{}").is(202);
    reaches(id, "DONE");
    long committed = System.nanoTime();
    result.put(what + "_upload_ms", Duration.ofNanos(uploaded - start).toMillis());
    result.put(what + "_read_rows_per_s", rate(read - uploaded));
    result.put(what + "_commit_rows_per_s", rate(committed - read));
    result.put(what + "_all_in_all_rows_per_s", rate(committed - start));
    result.put(
        what + "_peak_heap_mib",
        pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MEBIBYTE);
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static long rate(long nanos) {
    return PRODUCTS * 1_000_000_000L / nanos;
  }

  private void reaches(UUID id, String status) {
    await()
        .atMost(Duration.ofMinutes(20))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> shop.get("/imports/" + id + "?limit=1").at("/status").equals(status));
  }

  /** In KiB, as Linux counts it. */
  private static long resident(String what) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(what + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
