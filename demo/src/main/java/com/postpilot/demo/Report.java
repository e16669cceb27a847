package com.postpilot.demo;

import com.postpilot.demo.client.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person is shown at the end: a table, and what it comes to. */
final class Report {
  private static final int LONGEST_TITLE = 30;
  private static final DateTimeFormatter SECONDS = time("HH:mm:ss");
  private static final DateTimeFormatter TENTHS = time("HH:mm:ss.S");
  private static final List<String> HEADER =
      List.of("PRODUCT", "PLATFORM", "DUE", "PUBLISHED", "LATE", "PERMALINK");

  private final Verdict verdict;

  Report(Verdict verdict) {
    this.verdict = verdict;
  }

  private static DateTimeFormatter time(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** A line for each product and platform; times are UTC. */
  String table() {
    var rows = new ArrayList<List<String>>();
    rows.add(HEADER);
    Entry last = null;
    for (var outcome : byProduct()) {
      rows.add(row(outcome, outcome.entry().equals(last)));
      last = outcome.entry();
    }
    return rows.stream().map(row -> line(row, widths(rows))).collect(Collectors.joining("\n"));
  }

  private List<Outcome> byProduct() {
    return verdict.outcomes().stream()
        .sorted((one, other) -> one.entry().due().compareTo(other.entry().due()))
        .toList();
  }

  private static List<String> row(Outcome outcome, boolean sameProduct) {
    var first = outcome.seen().stream().findFirst();
    return List.of(
        sameProduct ? "" : shortened(outcome.entry().item().product().title()),
        outcome.account().platform().title(),
        SECONDS.format(outcome.entry().due()),
        first.map(seen -> TENTHS.format(seen.publishedAt())).orElse("–"),
        outcome.lateness().map(Report::seconds).orElse("–"),
        lastColumn(outcome));
  }

  private static String lastColumn(Outcome outcome) {
    if (outcome.seen().size() > 1) {
      return "seen %d times".formatted(outcome.seen().size());
    }
    if (outcome.trouble() != null) {
      return outcome.trouble();
    }
    return outcome.permalink() == null ? "(none given)" : outcome.permalink();
  }

  private static String shortened(String title) {
    return title.length() <= LONGEST_TITLE
        ? title
        : title.substring(0, LONGEST_TITLE - 1).stripTrailing() + "…";
  }

  private static int[] widths(List<List<String>> rows) {
    var widths = new int[HEADER.size()];
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }

  /** What the table comes to, and whether that is as promised. */
  String summary() {
    var lines = new ArrayList<String>();
    for (var platform : Platform.values()) {
      var here =
          verdict.outcomes().stream()
              .filter(outcome -> outcome.account().platform() == platform)
              .toList();
      if (!here.isEmpty()) {
        lines.add(
            "%s: %d of %d seen exactly once%s"
                .formatted(
                    platform.title(),
                    here.stream().filter(Outcome::isSeenOnce).count(),
                    here.size(),
                    lateness(here).map(late -> ", visible " + late).orElse("")));
      }
    }
    for (var stranger : verdict.strangers()) {
      lines.add(
          "Nobody approved this on %s: %s".formatted(stranger.platform(), stranger.caption()));
    }
    lines.addAll(verdict.troubles());
    lines.add(
        verdict.isExactlyOnce()
            ? "Every product was published exactly once on every platform, as it was approved."
            : "NOT every product was published exactly once on every platform, as it was"
                + " approved.");
    return String.join("\n", lines);
  }

  private static Optional<String> lateness(List<Outcome> outcomes) {
    var sorted =
        outcomes.stream().flatMap(outcome -> outcome.lateness().stream()).sorted().toList();
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s (p50) and %s (p99) after it was due"
            .formatted(seconds(percentile(sorted, 50)), seconds(percentile(sorted, 99))));
  }

  /** Nearest rank: a value that was measured, never one in between. */
  static Duration percentile(List<Duration> sorted, int percent) {
    int rank = Math.ceilDiv(sorted.size() * percent, 100);
    return sorted.get(Math.max(rank, 1) - 1);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** Hours, minutes and seconds in UTC. */
  static String clock(Instant instant) {
    return SECONDS.format(instant);
  }
}
