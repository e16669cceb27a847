package com.postpilot.demo;

import com.postpilot.demo.client.Item;
import com.postpilot.demo.client.Item.Caption;
import com.postpilot.demo.client.Platform;
import com.postpilot.demo.client.Queue;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Has captions written for items, and leaves out those whose captions nobody should approve. */
final class Writing {
  private final Queue queue;
  private final PrintStream out;
  private final Progress progress;
  private final Patience patience;

  Writing(Queue queue, PrintStream out, Progress progress, Patience patience) {
    this.queue = queue;
    this.out = out;
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * @param items that can be approved as they are
   * @param troubles what is wrong with the others, a sentence for each
   */
  record Written(List<Item> items, List<String> troubles) {
    Written {
      items = List.copyOf(items);
      troubles = List.copyOf(troubles);
    }
  }

  Written run(Set<UUID> ids) {
    queue.write(List.copyOf(ids));
    var items =
        patience.until(
            "writing the captions",
            () -> {
              var now = items(ids);
              progress.show(state(now));
              return now;
            },
            now -> now.stream().noneMatch(Item::isBeingWritten));
    progress.done(state(items));
    var approvable = new ArrayList<Item>();
    var troubles = new ArrayList<String>();
    for (var item : items) {
      var trouble = trouble(item);
      if (trouble.isEmpty()) {
        approvable.add(item);
      } else {
        troubles.addAll(trouble);
      }
    }
    showSome(approvable);
    return new Written(approvable, troubles);
  }

  private List<Item> items(Collection<UUID> ids) {
    var byId = queue.items().stream().collect(Collectors.toMap(Item::id, Function.identity()));
    return ids.stream().map(id -> Objects.requireNonNull(byId.get(id))).toList();
  }

  private static String state(List<Item> items) {
    var writers =
        items.stream()
            .flatMap(item -> item.captions().values().stream())
            .map(Caption::writer)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return "%d of %d products have their captions%s"
        .formatted(
            items.stream().filter(Item::isInReview).count(),
            items.size(),
            writers.isEmpty() ? "" : ", written by: " + writers);
  }

  private static List<String> trouble(Item item) {
    var title = item.product().title();
    if (item.failure() != null) {
      return List.of("%s: %s".formatted(title, item.failure().message()));
    }
    if (!item.isInReview()) {
      return List.of("%s is %s instead of being in review.".formatted(title, item.status()));
    }
    var troubles = new ArrayList<String>();
    item.captions()
        .forEach(
            (platform, caption) ->
                caption
                    .unsupported()
                    .forEach(
                        claim ->
                            troubles.add(
                                "%s: nobody answers for \"%s\" in its caption for %s. %s"
                                    .formatted(
                                        title, claim.text(), platform.title(), claim.reason()))));
    return troubles;
  }

  /** One caption for each platform, each of another product while there are enough. */
  private void showSome(List<Item> items) {
    var platforms = Platform.values();
    for (int i = 0; i < platforms.length && !items.isEmpty(); i++) {
      var item = items.get(i % items.size());
      var caption = item.captions().get(platforms[i]);
      if (caption != null) {
        out.println(
            "  %s on %s:\n%s"
                .formatted(
                    item.product().title(),
                    platforms[i].title(),
                    caption
                        .rendered()
                        .lines()
                        .map("    | "::concat)
                        .collect(Collectors.joining("\n"))));
      }
    }
  }
}
