package com.postpilot.demo;

import com.postpilot.demo.client.Account;
import com.postpilot.demo.client.Platform;
import com.postpilot.demo.client.Post;
import com.postpilot.demo.client.Sandbox.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what was asked for with what followers saw. The sandbox's own record decides, not what
 * PostPilot says; a publication counts for a product if it reads as was approved for its platform.
 *
 * @param outcomes of each product on each account
 * @param strangers what was seen on those accounts though nobody approved it
 * @param troubles what else is not as promised, a sentence for each
 */
record Verdict(List<Outcome> outcomes, List<Publication> strangers, List<String> troubles) {

  Verdict {
    outcomes = List.copyOf(outcomes);
    strangers = List.copyOf(strangers);
    troubles = List.copyOf(troubles);
  }

  static Verdict of(
      List<Entry> entries,
      List<Account> accounts,
      List<Post> posts,
      List<Publication> seen,
      List<String> troubles) {
    var byId = posts.stream().collect(Collectors.toMap(Post::id, Function.identity()));
    var outcomes = new ArrayList<Outcome>();
    var strangers = new ArrayList<Publication>();
    for (var account : accounts) {
      var left = new ArrayList<>(seen.stream().filter(one -> one.isOn(account)).toList());
      for (var entry : entries) {
        outcomes.add(
            outcome(entry, account, byId, taken(left, entry, entries, account.platform())));
      }
      strangers.addAll(left);
    }
    return new Verdict(outcomes, strangers, troubles);
  }

  /**
   * Takes away what was made of a product. Where several products read the same, each takes one and
   * the last of them all the rest.
   */
  private static List<Publication> taken(
      List<Publication> left, Entry entry, List<Entry> entries, Platform platform) {
    var text = approved(entry, platform);
    var alike = entries.stream().filter(other -> approved(other, platform).equals(text)).toList();
    var mine =
        left.stream().filter(publication -> words(publication.caption()).equals(text)).toList();
    if (!alike.getLast().equals(entry) && !mine.isEmpty()) {
      mine = mine.subList(0, 1);
    }
    mine.forEach(left::remove);
    return mine;
  }

  private static String approved(Entry entry, Platform platform) {
    return words(Objects.requireNonNull(entry.item().captions().get(platform)).rendered());
  }

  /** Platforms differ in what they do with lines that are empty. */
  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static Outcome outcome(
      Entry entry, Account account, Map<UUID, Post> posts, List<Publication> seen) {
    var target =
        Optional.ofNullable(posts.get(entry.post())).stream()
            .flatMap(post -> post.targets().stream())
            .filter(one -> one.accountId().equals(account.id()))
            .findFirst();
    return new Outcome(
        entry,
        account,
        seen,
        target.map(Post.Target::permalink).orElse(null),
        target.filter(one -> !one.isPublished()).map(Post.Target::trouble).orElse(null));
  }

  boolean isExactlyOnce() {
    return strangers.isEmpty()
        && troubles.isEmpty()
        && outcomes.stream().allMatch(Outcome::isSeenOnce);
  }
}
