package com.postpilot.demo;

import com.postpilot.demo.client.Import;
import com.postpilot.demo.client.Queue;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings product files into the queue, and tells what became of their rows. */
final class Importing {
  private final Queue queue;
  private final PrintStream out;
  private final Progress progress;
  private final Patience patience;

  Importing(Queue queue, PrintStream out, Progress progress, Patience patience) {
    this.queue = queue;
    this.out = out;
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * Imports all of them.
   *
   * @return the items of their products, in the order of the files
   * @throws ProductFile.Unreadable if one cannot be read, or has nothing that is on sale
   */
  Set<UUID> run(List<ProductFile> files, String currency) {
    var items = new LinkedHashSet<UUID>();
    for (var file : files) {
      items.addAll(run(file, currency));
    }
    return items;
  }

  private List<UUID> run(ProductFile file, String currency) {
    var read =
        follow(
            queue.upload(file.name(), file.content(), currency),
            Import::isRead,
            now -> "Reading %s, %d rows so far".formatted(file.name(), now.progress().rowsRead()));
    if (read.problem() != null) {
      progress.clear();
      throw new ProductFile.Unreadable(
          "%s cannot be imported: %s".formatted(file.name(), read.problem().message()));
    }
    follow(
        queue.commit(read),
        Import::isDone,
        now ->
            "Taking in %s, %d products so far".formatted(file.name(), now.progress().committed()));
    progress.clear();
    var rows = queue.report(read);
    tell(file, rows);
    var items = rows.stream().flatMap(row -> Stream.ofNullable(row.itemId())).toList();
    if (items.isEmpty()) {
      throw new ProductFile.Unreadable(file.name() + " has no products that are on sale.");
    }
    return items;
  }

  private Import follow(Import one, Predicate<Import> over, Function<Import, String> state) {
    return patience.until(
        "the import",
        () -> {
          var now = queue.read(one);
          if (!over.test(now)) {
            progress.show(state.apply(now));
          }
          return now;
        },
        over);
  }

  private void tell(ProductFile file, List<Import.Row> rows) {
    var skipped = rows.stream().filter(Import.Row::isSkipped).toList();
    out.println(
        "Imported %d products from %s%s"
            .formatted(
                rows.size() - skipped.size(),
                file.name(),
                skipped.isEmpty() ? "" : ", and skipped %d:".formatted(skipped.size())));
    skipped.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.problems().getFirst().code(), LinkedHashMap::new, Collectors.toList()))
        .forEach((_, alike) -> out.println("  " + reason(alike)));
  }

  /** The first of them, and how many more there are of its kind. */
  private static String reason(List<Import.Row> alike) {
    var row = alike.getFirst();
    var message = row.problems().getFirst().message();
    var told = message.startsWith("Row ") ? message : "Row %d: %s".formatted(row.row(), message);
    return alike.size() == 1 ? told : "%s And %d more like it.".formatted(told, alike.size() - 1);
  }
}
