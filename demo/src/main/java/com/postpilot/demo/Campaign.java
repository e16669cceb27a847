package com.postpilot.demo;

import com.postpilot.demo.client.Account;
import com.postpilot.demo.client.Platform;
import com.postpilot.demo.client.Post;
import com.postpilot.demo.client.Refusal;
import com.postpilot.demo.client.Sandbox;
import com.postpilot.demo.client.Workspace;
import com.postpilot.demo.product.Caption;
import com.postpilot.demo.product.Product;
import com.postpilot.demo.product.ProductCard;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One run: products become posts on three platforms, a second apart, and are watched going out. */
final class Campaign {
  private static final int AT_A_TIME = 4;
  private static final Duration AHEAD = Duration.ofSeconds(15);
  private static final Duration APART = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration PATIENCE_FOR_LINKS = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final String PREFERRED_PRIVACY = "PUBLIC_TO_EVERYONE";

  private final Workspace workspace;
  private final Sandbox sandbox;
  private final Pace tiktok;
  private final PrintStream out;
  private final Progress progress;
  private final Clock clock;

  Campaign(
      Workspace workspace,
      Sandbox sandbox,
      Pace tiktok,
      PrintStream out,
      Progress progress,
      Clock clock) {
    this.workspace = workspace;
    this.sandbox = sandbox;
    this.tiktok = tiktok;
    this.out = out;
    this.progress = progress;
    this.clock = clock;
  }

  /** Publishes the products and compares what followers see. */
  Verdict run(List<Product> products) throws InterruptedException {
    out.println("Registered a new workspace: " + workspace.email());
    var accounts = connect();
    var before = sandbox.limits();
    sandbox.makeRoomFor(products.size());
    out.println(
        "Raised the sandbox's quotas for this run: the real platforms take fewer posts a day.");
    try {
      var entries = schedule(products, draft(products, targets(accounts)));
      var posts = follow(entries);
      return Verdict.of(entries, accounts, posts, sandbox.publications());
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

  /** With what each platform wants to be told: at TikTok, who may see it and who agreed to that. */
  private Map<Account, Map<String, ?>> targets(List<Account> accounts) {
    var targets = new LinkedHashMap<Account, Map<String, ?>>();
    for (var account : accounts) {
      targets.put(
          account,
          switch (account.platform()) {
            case INSTAGRAM, FACEBOOK -> Map.of();
            case TIKTOK ->
                Map.of(
                    "privacy_level", privacyOf(account), "consent_at", clock.instant().toString());
          });
    }
    return targets;
  }

  private String privacyOf(Account account) {
    var offered = workspace.privacyLevels(account);
    var chosen = offered.contains(PREFERRED_PRIVACY) ? PREFERRED_PRIVACY : offered.getFirst();
    out.println("Chose %s of what TikTok offers: %s".formatted(chosen, String.join(", ", offered)));
    return chosen;
  }

  /** A post that is written and not scheduled yet. */
  private record Draft(Product product, Caption caption, UUID post) {}

  private List<Draft> draft(List<Product> products, Map<Account, Map<String, ?>> targets)
      throws InterruptedException {
    var pictures = new Pictures();
    var written = new AtomicInteger();
    var drafts =
        all(
            products.stream()
                .<Callable<Draft>>map(
                    product ->
                        () -> {
                          var picture = pictures.of(product);
                          var caption = Caption.of(product);
                          var post =
                              workspace.draft(caption.text(), caption.hashtags(), picture, targets);
                          progress.show(
                              "%d of %d posts written"
                                  .formatted(written.incrementAndGet(), products.size()));
                          return new Draft(product, caption, post);
                        })
                .toList());
    progress.done("%d of %d posts written".formatted(products.size(), products.size()));
    pictures.tell();
    return drafts;
  }

  /** Fetches pictures, and draws those that cannot be had. */
  private final class Pictures {
    private final Map<String, Integer> reasons = new TreeMap<>();

    UUID of(Product product) {
      if (product.picture() == null) {
        return drawn(product, "The export names none.");
      }
      try {
        return workspace.fetchPicture(product.picture(), product.pictureText());
      } catch (Refusal e) {
        return drawn(product, e.reason());
      }
    }

    private UUID drawn(Product product, String reason) {
      synchronized (reasons) {
        reasons.merge(reason, 1, Integer::sum);
      }
      return workspace.upload(product.handle() + ".jpg", ProductCard.jpeg(product));
    }

    void tell() {
      reasons.forEach(
          (reason, count) ->
              out.println(
                  "%d %s could not be fetched, and a product card was drawn instead: %s"
                      .formatted(count, count == 1 ? "picture" : "pictures", reason)));
    }
  }

  private List<Entry> schedule(List<Product> products, List<Draft> drafts)
      throws InterruptedException {
    var first =
        clock
            .instant()
            .plus(AHEAD)
            .plusMillis(50L * products.size())
            .truncatedTo(ChronoUnit.SECONDS);
    var entries =
        all(
            IntStream.range(0, drafts.size())
                .<Callable<Entry>>mapToObj(
                    i ->
                        () -> {
                          var draft = drafts.get(i);
                          var due = first.plus(APART.multipliedBy(i));
                          workspace.schedule(draft.post(), due);
                          return new Entry(draft.product(), draft.caption(), draft.post(), due);
                        })
                .toList());
    out.println(
        "Scheduled %d posts, one a second from %s UTC on"
            .formatted(entries.size(), Report.clock(first)));
    tiktok.notice(entries.size()).ifPresent(out::println);
    return entries;
  }

  /** Does all of it, some at a time, and returns what came of it in order. */
  private static <T> List<T> all(List<Callable<T>> work) throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      var results = new ArrayList<T>();
      for (var future : threads.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
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
