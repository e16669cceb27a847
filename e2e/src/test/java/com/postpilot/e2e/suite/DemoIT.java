package com.postpilot.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The main job, from a product file to what followers see. */
@EndToEnd(Shape.STANDALONE)
class DemoIT {
  @Test
  void theDemoTakesEachOfItsProductsThroughTheQueueToEachPlatformOnce(Standalone postpilot)
      throws Exception {
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    var sandbox = "http://localhost:" + postpilot.ports().of("platform-sandbox");

    var status =
        new Demo(out, out, false, Clock.systemUTC())
            .run(List.of("--gateway", postpilot.gateway().toString(), "--sandbox", sandbox));

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("Imported 6 products from products.csv, and skipped 1:\n  Row 10: ")
        .contains("6 of 6 products have their captions, written by: template")
        .contains("6 pictures could not be fetched, and a product card was drawn instead")
        .contains("Raised the sandbox's quotas")
        .contains("6 of 6 items approved", "The queue has all 6 items as PUBLISHED")
        .contains("Instagram: 6 of 6", "Facebook: 6 of 6", "TikTok: 6 of 6")
        .endsWith(
            "Every product was published exactly once on every platform, as it was approved.\n");
    assertThat(status).isZero();
  }
}
