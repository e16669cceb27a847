package com.postpilot.queue.caption.template;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.testing.Measurement;
import com.postpilot.queue.caption.CaptionWriter.Request;
import com.postpilot.queue.caption.CaptionWriter.Written;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.product.ProductFacts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How many captions a second of processor time the templates write on one thread, so that others on
 * the machine count for little: {@code ./postpilot bench captions}.
 */
class TemplateWriterMeasurement {
  private static final int REQUESTS = 1_000;
  private static final int WARM_UPS = 8;
  private static final int RUNS = 11;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final TemplateWriter writer = new TemplateWriter();

  @Test
  void captionsASecond() throws IOException {
    var result = new LinkedHashMap<String, Object>();
    result.put("measured", "captions a second of processor time, one thread");
    for (boolean banning : new boolean[] {false, true}) {
      List<Request> requests =
          requests(banning ? List.of("cheap", "miracle", "best price") : List.of());
      for (int i = 0; i < WARM_UPS; i++) {
        run(requests);
      }
      double[] perSecond = new double[RUNS];
      long captions = 0;
      for (int i = 0; i < RUNS; i++) {
        long began = THREADS.getCurrentThreadCpuTime();
        captions = run(requests);
        perSecond[i] = captions * 1e9 / (THREADS.getCurrentThreadCpuTime() - began);
      }
      Arrays.sort(perSecond);
      var what = banning ? "three_banned_claims" : "no_banned_claims";
      result.put(what + "_median", Math.round(perSecond[RUNS / 2]));
      result.put(what + "_slowest_run", Math.round(perSecond[0]));
      result.put(what + "_fastest_run", Math.round(perSecond[RUNS - 1]));
      result.put(what + "_captions_a_run", captions);
    }
    Measurement.keep("captions", result);
  }

  /** Adds up what is written, so that it has to be. */
  private long run(List<Request> requests) {
    long captions = 0;
    long characters = 0;
    for (Request request : requests) {
      if (writer.write(request) instanceof Written.Captions written) {
        captions += written.byPlatform().size();
        characters +=
            written.byPlatform().values().stream()
                .mapToInt(caption -> caption.text().length())
                .sum();
      }
    }
    if (characters < captions) {
      throw new AssertionError("nothing was written");
    }
    return captions;
  }

  private static List<Request> requests(List<String> banned) {
    var dice = new Random(20_261_129);
    var colours = List.of("Blue", "Cream", "Olive", "Striped", "Copper", "Knitted");
    var things = List.of("Vase", "Sofa", "Jacket", "Throw Pillows", "Plant Pot", "Silk Blouse");
    var languages = List.of("en", "de", "fr", "es");
    var requests = new ArrayList<Request>();
    for (int i = 0; i < REQUESTS; i++) {
      String title = colours.get(dice.nextInt(6)) + " " + things.get(dice.nextInt(6)) + " " + i;
      ProductFacts product =
          Products.called(title)
              .described(
                  "It stands on a table and holds 1.5 litres. The rim is round. Wipe it with a"
                      + " damp cloth. It comes in a box made of recycled cardboard.")
              .at(String.valueOf(10 + dice.nextInt(90)), "EUR")
              .before("120", "EUR")
              .inStock(dice.nextInt(1, 9))
              .by("Maison d'Été")
              .in("Home > Living room")
              .linked("https://shop.example/products/" + i)
              .choice("Size", "S", "M", "L")
              .facts();
      requests.add(
          new Request(
              product,
              EnumSet.allOf(Platform.class),
              Tone.values()[dice.nextInt(Tone.values().length)],
              Locale.of(languages.get(dice.nextInt(4))),
              null,
              banned,
              dice.nextLong()));
    }
    return requests;
  }
}
