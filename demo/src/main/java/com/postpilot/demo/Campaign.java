package com.postpilot.demo;

import com.postpilot.demo.client.Account;
import com.postpilot.demo.client.Item;
import com.postpilot.demo.client.Platform;
import com.postpilot.demo.client.Post;
import com.postpilot.demo.client.Queue;
import com.postpilot.demo.client.Sandbox;
import com.postpilot.demo.client.Workspace;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One run: products become items of the queue and posts on three platforms, a second apart, and are
 * watched going out.
 */
final class Campaign {
  private static final Duration AHEAD = Duration.ofSeconds(15);
  private static final Duration APART = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PATIENCE_FOR_LINKS = Duration.ofSeconds(20);
  private static final Duration PATIENCE_FOR_QUEUE = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final String PREFERRED_PRIVACY = "PUBLIC_TO_EVERYONE";

  private final Workspace workspace;
  private final Queue queue;
  private final Sandbox sandbox;
  private final Pace tiktok;
  private final PrintStream out;
  private final Progress progress;
  private final Patience patience;
  private final Clock clock;

  Campaign(
      Workspace workspace,
      Sandbox sandbox,
      Pace tiktok,
      PrintStream out,
      Progress progress,
      Clock clock) {
    this.workspace = workspace;
    this.queue = workspace.queue();
    this.sandbox = sandbox;
    this.tiktok = tiktok;
    this.out = out;
    this.progress = progress;
    this.patience = new Patience(clock, PATIENCE);
    this.clock = clock;
  }

  /**
   * Publishes the products of the files and compares what followers see.
   *
   * @param currency of their prices
   */
  Verdict run(List<ProductFile> files, String currency) throws InterruptedException {
    out.println("Registered a new workspace: " + workspace.email());
    queue.requireApproval();
    out.println("From now on nothing of it goes out that nobody has approved.");
    var imported = new Importing(queue, out, progress, patience).run(files, currency);
    var written = new Writing(queue, out, progress, patience).run(imported);
    if (written.items().isEmpty()) {
      return new Verdict(List.of(), List.of(), written.troubles());
    }
    var accounts = connect();
    var before = sandbox.limits();
    sandbox.makeRoomFor(imported.size());
    out.println(
        "Raised the sandbox's quotas for this run: the real platforms take fewer posts a day.");
    try {
      new Picturing(workspace, out).run(written.items());
      var entries = schedule(approve(written.items(), accounts), accounts);
      var posts = follow(entries);
      var troubles = new ArrayList<>(written.troubles());
      troubles.addAll(unpublishedInQueue(entries));
      return Verdict.of(entries, accounts, posts, sandbox.publications(), troubles);
    } finally {
      sandbox.limit(before);
    }
  }

  private List<Account> connect() {
    var handle = "demo_" + UUID.randomUUID().toString().substring(0, 8);
    var accounts = new ArrayList<Account>();
    for (var platform : Platform.values()) {
      accounts.add(workspace.connect(platform, handle));
    }
    out.println("Connected @%s on Instagram, Facebook and TikTok".formatted(handle));
    return accounts;
  }

  private List<Item> approve(List<Item> items, List<Account> accounts) throws InterruptedException {
    var privacy =
        accounts.stream()
            .filter(account -> account.platform() == Platform.TIKTOK)
            .map(this::privacyOf)
            .findFirst()
            .orElseThrow();
    var done = new AtomicInteger();
    var approved =
        Parallel.all(
            items,
            item -> {
              var now = queue.approve(item, privacy);
              progress.show(
                  "%d of %d items approved".formatted(done.incrementAndGet(), items.size()));
              return now;
            });
    progress.done("%d of %d items approved".formatted(approved.size(), items.size()));
    return approved;
  }

  private String privacyOf(Account account) {
    var offered = workspace.privacyLevels(account);
    var chosen = offered.contains(PREFERRED_PRIVACY) ? PREFERRED_PRIVACY : offered.getFirst();
    out.println("Chose %s of what TikTok offers: %s".formatted(chosen, String.join(", ", offered)));
    return chosen;
  }

  private List<Entry> schedule(List<Item> items, List<Account> accounts)
      throws InterruptedException {
    var first =
        clock.instant().plus(AHEAD).plusMillis(50L * items.size()).truncatedTo(ChronoUnit.SECONDS);
    var entries =
        Parallel.all(
            IntStream.range(0, items.size()).boxed().toList(),
            i -> {
              var due = first.plus(APART.multipliedBy(i));
              var scheduled = queue.schedule(items.get(i), accounts, due);
              return new Entry(items.get(i), Objects.requireNonNull(scheduled.postId()), due);
            });
    out.println(
        "Scheduled %d posts, one a second from %s UTC on"
            .formatted(entries.size(), Report.clock(first)));
    tiktok.notice(entries.size()).ifPresent(out::println);
    return entries;
  }

  /** Watches until nothing moves any more, and then a little longer for the links. */
  private List<Post> follow(List<Entry> entries) {
    var end = entries.getLast().due().plus(tiktok.turns(entries.size())).plus(PATIENCE);
    Instant endOfLinks = null;
    while (true) {
      var posts = workspace.posts();
      var targets = posts.stream().flatMap(post -> post.targets().stream()).toList();
      var now = clock.instant();
      if (targets.stream().allMatch(Post.Target::isOver) && endOfLinks == null) {
        endOfLinks = now.plus(PATIENCE_FOR_LINKS);
      }
      var linked =
          targets.stream().allMatch(target -> !target.isPublished() || target.permalink() != null);
      if (now.isAfter(end) || (endOfLinks != null && (linked || now.isAfter(endOfLinks)))) {
        progress.done(state(targets));
        return posts;
      }
      progress.show(state(targets));
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** Those of which the queue does not hear in time that they are out. */
  private List<String> unpublishedInQueue(List<Entry> entries) {
    var ids = entries.stream().map(entry -> entry.item().id()).collect(Collectors.toSet());
    var end = clock.instant().plus(PATIENCE_FOR_QUEUE);
    while (true) {
      var open =
          queue.items().stream()
              .filter(item -> ids.contains(item.id()) && !item.isPublished())
              .map(
                  item -> "%s is %s in the queue.".formatted(item.product().title(), item.status()))
              .toList();
      if (open.isEmpty()) {
        out.println("The queue has all %d items as PUBLISHED".formatted(ids.size()));
      }
      if (open.isEmpty() || clock.instant().isAfter(end)) {
        return open;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private static String state(List<Post.Target> targets) {
    var published = targets.stream().filter(Post.Target::isPublished).count();
    var others =
        targets.stream()
            .filter(target -> !target.isPublished())
            .collect(
                Collectors.groupingBy(
                    target -> target.status().toLowerCase(Locale.ROOT),
                    TreeMap::new,
                    Collectors.counting()));
    var text = new StringBuilder("%d of %d published".formatted(published, targets.size()));
    others.forEach((status, count) -> text.append(", %d %s".formatted(count, status)));
    return text.toString();
  }
}
