package com.postpilot.queue.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeImportIT extends ImportsIT {
  private static final int PRODUCTS = 50_000;

  /** Half of what so many products are as objects; some hundred of them take some megabytes. */
  private static final long A_SHARE = 32L << 20;

  @TempDir Path folder;

  @Test
  void fiftyThousandProductsTakeNoMemoryOfTheirOwn() throws IOException {
    var file = large(folder, PRODUCTS, "19.90");
    assertThat(Files.size(file)).isBetween(16L << 20, 32L << 20);
    long before = liveHeap();

    var id =
        upload(shop, LARGE, "products.csv", BodyPublishers.ofFile(file), Map.of()).is(202).id();
    long reading = liveHeapUntil(id, "READY");
    shop.post("/imports/" + id + "/commit", "{}").is(202);
    long committing = liveHeapUntil(id, "DONE");

    assertThat(counts(shop.get("/imports/" + id))).containsExactly(PRODUCTS, 0, 0, 0);
    assertThat(items()).isEqualTo(PRODUCTS);
    assertThat(reading - before).isLessThan(A_SHARE);
    assertThat(committing - before).isLessThan(A_SHARE);
  }

  /** The most that was alive whenever somebody looked. */
  private long liveHeapUntil(UUID id, String status) {
    var most = new long[1];
    await()
        .atMost(Duration.ofMinutes(8))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              most[0] = Math.max(most[0], liveHeap());
              return shop.get("/imports/" + id).at("/status").equals(status);
            });
    return most[0];
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
