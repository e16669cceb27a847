package com.postpilot.demo;

import com.postpilot.demo.client.Refusal;
import com.postpilot.demo.client.Sandbox;
import com.postpilot.demo.client.Workspace;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Publishes the products of a shop through the queue of a running suite. Ends with 0 when followers
 * saw each of them exactly once on each platform with the text that was approved, with 1 when they
 * did not, and with 2 when the file or the arguments make no sense.
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
      var files = files(arguments.products());
      return arguments.checkOnly() ? EXACTLY_ONCE : publish(arguments, files);
    } catch (Arguments.Misunderstood e) {
      err.println(e.getMessage() + "\n" + Arguments.USAGE);
      return MISUNDERSTOOD;
    } catch (ProductFile.Unreadable e) {
      err.println(e.getMessage());
      return MISUNDERSTOOD;
    } catch (Refusal | Patience.Over e) {
      err.println("The demo cannot go on. " + e.getMessage());
      return NOT_EXACTLY_ONCE;
    }
  }

  private int publish(Arguments arguments, List<ProductFile> files) throws InterruptedException {
    var campaign =
        new Campaign(
            Workspace.register(arguments.gateway(), clock),
            new Sandbox(arguments.sandbox()),
            arguments.tiktok(),
            out,
            new Progress(out, onTerminal, clock),
            clock);
    var verdict = campaign.run(files, arguments.currency());
    var report = new Report(verdict);
    out.println();
    out.println(report.table());
    out.println();
    out.println(report.summary());
    return verdict.isExactlyOnce() ? EXACTLY_ONCE : NOT_EXACTLY_ONCE;
  }

  private static List<ProductFile> files(List<Path> named) {
    return named.isEmpty()
        ? List.of(ProductFile.own())
        : named.stream().map(ProductFile::read).toList();
  }
}
