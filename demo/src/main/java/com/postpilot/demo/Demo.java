package com.postpilot.demo;

import com.postpilot.demo.client.Refusal;
import com.postpilot.demo.client.Sandbox;
import com.postpilot.demo.client.Workspace;
import com.postpilot.demo.product.Product;
import com.postpilot.demo.product.ProductExport;
import com.postpilot.demo.product.UnreadableExport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes the products of a shop through a running suite. Ends with 0 when followers saw each of
 * them exactly once on each platform, with 1 when they did not, and with 2 when the file or the
 * arguments make no sense.
 */
public final class Demo {
  private static final int EXACTLY_ONCE = 0;
  private static final int NOT_EXACTLY_ONCE = 1;
  private static final int MISUNDERSTOOD = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean onTerminal;
  private final Clock clock;

  /**
   * @param onTerminal whether a line of {@code out} can be written over
   */
  public Demo(PrintStream out, PrintStream err, boolean onTerminal, Clock clock) {
    this.out = out;
    this.err = err;
    this.onTerminal = onTerminal;
    this.clock = clock;
  }

  public static void main(String[] words) throws InterruptedException {
    var demo = new Demo(System.out, System.err, isOnTerminal(), Clock.systemUTC());
    System.exit(demo.run(List.of(words)));
  }

  @SuppressWarnings("SystemConsoleNull") // not in JDK 22 to 24, but in 25 it is null again
  private static boolean isOnTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  /** Does what the arguments say, and returns the status to exit with. */
  public int run(List<String> words) throws InterruptedException {
    try {
      var arguments = Arguments.of(words);
      var products = products(arguments.products());
      return arguments.checkOnly() ? EXACTLY_ONCE : publish(arguments, products);
    } catch (Arguments.Misunderstood e) {
      err.println(e.getMessage() + "\n" + Arguments.USAGE);
      return MISUNDERSTOOD;
    } catch (UnreadableExport e) {
      err.println(e.getMessage());
      return MISUNDERSTOOD;
    } catch (Refusal e) {
      err.println("The demo cannot go on. " + e.getMessage());
      return NOT_EXACTLY_ONCE;
    }
  }

  private int publish(Arguments arguments, List<Product> products) throws InterruptedException {
    var campaign =
        new Campaign(
            Workspace.register(arguments.gateway(), clock),
            new Sandbox(arguments.sandbox()),
            arguments.tiktok(),
            out,
            new Progress(out, onTerminal, clock),
            clock);
    var verdict = campaign.run(products);
    var report = new Report(verdict);
    out.println();
    out.println(report.table());
    out.println();
    out.println(report.summary());
    return verdict.isExactlyOnce() ? EXACTLY_ONCE : NOT_EXACTLY_ONCE;
  }

  private List<Product> products(List<Path> files) {
    if (files.isEmpty()) {
      var own = own();
      out.println("Read %d products of the demo's own".formatted(own.products().size()));
      return own.products();
    }
    var products = new ArrayList<Product>();
    for (var file : files) {
      var export = ProductExport.read(file);
      var drafts =
          export.drafts() == 0
              ? ""
              : ", and left out %d that are not on sale".formatted(export.drafts());
      out.println(
          "Read %d products from %s%s"
              .formatted(export.products().size(), file.getFileName(), drafts));
      products.addAll(export.products());
    }
    return products;
  }

  private static ProductExport own() {
    try (var resource = Demo.class.getResourceAsStream("products.csv")) {
      if (resource == null) {
        throw new IllegalStateException("products.csv is not part of this build");
      }
      return ProductExport.read("the demo's own products", resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
