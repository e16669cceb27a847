package com.postpilot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.demo.client.Account;
import com.postpilot.demo.client.Item;
import com.postpilot.demo.client.Item.Caption;
import com.postpilot.demo.client.Platform;
import com.postpilot.demo.client.Post;
import com.postpilot.demo.client.Sandbox.Publication;
import com.postpilot.demo.product.Products;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The oracle and what a person is shown of it. */
class VerdictTests {
  private static final Instant DUE = Instant.parse("2026-11-22T10:00:00Z");

  private final Account instagram = account(Platform.INSTAGRAM);
  private final Account tiktok = account(Platform.TIKTOK);
  private final List<Account> accounts = List.of(instagram, tiktok);
  private final Entry mug = entry("Blue mug", DUE);
  private final Entry bowl = entry("Speckled bowl", DUE.plusSeconds(1));
  private final List<Entry> entries = List.of(mug, bowl);
  private final List<Post> posts =
      entries.stream().map(entry -> post(entry, "PUBLISHED", null)).toList();

  private static Account account(Platform platform) {
    return new Account(UUID.randomUUID(), platform, platform.name() + "-7", "shop");
  }

  /** Each platform has words of its own for it. */
  private static Entry entry(String title, Instant due) {
    var captions = new EnumMap<Platform, Caption>(Platform.class);
    for (var platform : Platform.values()) {
      captions.put(
          platform,
          new Caption(
              "%s, for %s".formatted(title, platform.title()),
              List.of("kiln"),
              "template",
              List.of()));
    }
    var item =
        new Item(
            UUID.randomUUID(), "APPROVED", Products.product(title, "18.00"), captions, null, null);
    return new Entry(item, UUID.randomUUID(), due);
  }

  private Post post(Entry entry, String status, Post.Failure failure) {
    return new Post(
        entry.post(),
        accounts.stream()
            .map(
                account ->
                    new Post.Target(
                        account.id(),
                        status,
                        null,
                        failure,
                        "https://" + account.platform() + "/" + slug(entry)))
            .toList());
  }

  private static String slug(Entry entry) {
    return entry.item().product().title().toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static Publication seen(Entry entry, Account account, long millisLate) {
    return new Publication(
        account.platform().name().toLowerCase(Locale.ROOT),
        account.externalId(),
        entry.item().captions().get(account.platform()).rendered(),
        1,
        entry.due().plusMillis(millisLate));
  }

  private List<Publication> eachOnce() {
    var seen = new ArrayList<Publication>();
    for (var entry : entries) {
      for (var account : accounts) {
        seen.add(seen(entry, account, 400));
      }
    }
    return seen;
  }

  private Verdict verdict(List<Publication> seen) {
    return Verdict.of(entries, accounts, posts, seen, List.of());
  }

  @Test
  void eachProductOnceOnEachPlatformIsAsPromised() {
    var verdict = verdict(eachOnce());

    assertThat(verdict.isExactlyOnce()).isTrue();
    assertThat(new Report(verdict).summary())
        .contains("Instagram: 2 of 2 seen exactly once")
        .endsWith(
            "Every product was published exactly once on every platform, as it was approved.");
  }

  @Test
  void aProductThatIsMissingOnOnePlatformIsNot() {
    var seen = eachOnce();
    seen.removeLast();
    var verdict = verdict(seen);

    assertThat(verdict.isExactlyOnce()).isFalse();
    assertThat(new Report(verdict).summary())
        .contains("TikTok: 1 of 2 seen exactly once")
        .contains("NOT every product was published exactly once");
  }

  @Test
  void aProductThatIsSeenTwiceIsNotWhateverPostPilotSays() {
    var seen = eachOnce();
    seen.add(seen(mug, tiktok, 900));
    var verdict = verdict(seen);

    assertThat(verdict.isExactlyOnce()).isFalse();
    assertThat(new Report(verdict).table()).contains("seen 2 times");
  }

  @Test
  void somethingThatNobodyAskedForIsNot() {
    var seen = eachOnce();
    seen.add(seen(entry("Teapot", DUE), instagram, 0));

    assertThat(verdict(seen).isExactlyOnce()).isFalse();
    assertThat(new Report(verdict(seen)).summary()).contains("Nobody approved this on instagram");
  }

  @Test
  void aProductThatReadsOtherwiseThanItWasApprovedIsNot() {
    var seen = eachOnce();
    var changed = seen.removeLast();
    seen.add(
        new Publication(
            changed.platform(),
            changed.account(),
            changed.caption() + " Now cheaper",
            changed.mediaCount(),
            changed.publishedAt()));
    var verdict = verdict(seen);

    assertThat(verdict.isExactlyOnce()).isFalse();
    assertThat(new Report(verdict).summary())
        .contains("TikTok: 1 of 2 seen exactly once")
        .contains("Nobody approved this on tiktok: Speckled bowl, for TikTok");
  }

  @Test
  void whatWasWrittenForAnotherPlatformIsNot() {
    var seen = eachOnce();
    seen.removeLast();
    var forInstagram = bowl.item().captions().get(Platform.INSTAGRAM).rendered();
    seen.add(new Publication("tiktok", tiktok.externalId(), forInstagram, 1, DUE));

    assertThat(verdict(seen).isExactlyOnce()).isFalse();
  }

  @Test
  void aProductThatWasLeftOutKeepsItFromBeingAsPromised() {
    var trouble = "Teapot: nobody answers for \"best\" in its caption for TikTok.";
    var verdict = Verdict.of(entries, accounts, posts, eachOnce(), List.of(trouble));

    assertThat(verdict.isExactlyOnce()).isFalse();
    assertThat(new Report(verdict).summary()).contains(trouble).contains("NOT every product");
  }

  @Test
  void whatOthersPublishIsNoneOfOurBusiness() {
    var seen = eachOnce();
    seen.add(seen(mug, account(Platform.FACEBOOK), 0));

    assertThat(verdict(seen).isExactlyOnce()).isTrue();
  }

  @Test
  void productsThatReadTheSameAreCountedTogether() {
    var twin = new Entry(mug.item(), UUID.randomUUID(), DUE.plusSeconds(1));
    var twins = List.of(mug, twin);
    var once = List.of(seen(mug, instagram, 10));
    var both = List.of(seen(mug, instagram, 10), seen(twin, instagram, 20));
    var thrice =
        List.of(seen(mug, instagram, 10), seen(twin, instagram, 20), seen(twin, instagram, 30));

    var accounts = List.of(instagram);
    assertThat(Verdict.of(twins, accounts, List.of(), once, List.of()).isExactlyOnce()).isFalse();
    assertThat(Verdict.of(twins, accounts, List.of(), both, List.of()).isExactlyOnce()).isTrue();
    assertThat(Verdict.of(twins, accounts, List.of(), thrice, List.of()).isExactlyOnce()).isFalse();
  }

  @Test
  void theTableHasALineForEachPlatformAndNamesEachProductOnce() {
    var table = new Report(verdict(eachOnce())).table();

    assertThat(table)
        .isEqualTo(
            """
            PRODUCT        PLATFORM   DUE       PUBLISHED   LATE   PERMALINK
            Blue mug       Instagram  10:00:00  10:00:00.4  0.4 s  https://INSTAGRAM/blue-mug
                           TikTok     10:00:00  10:00:00.4  0.4 s  https://TIKTOK/blue-mug
            Speckled bowl  Instagram  10:00:01  10:00:01.4  0.4 s  https://INSTAGRAM/speckled-bowl
                           TikTok     10:00:01  10:00:01.4  0.4 s  https://TIKTOK/speckled-bowl\
            """);
  }

  @Test
  void aPostThatFailedIsShownWithItsReason() {
    var failure = new Post.Failure("unsupported_media", "Instagram does not take this picture.");
    var failed = List.of(post(mug, "FAILED", failure), posts.getLast());

    var table = new Report(Verdict.of(entries, accounts, failed, List.of(), List.of())).table();

    assertThat(table.lines().skip(1).findFirst())
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .matches("Blue mug +Instagram +10:00:00 +– +– +Instagram does not take.*"));
  }

  @Test
  void percentilesAreValuesThatWereMeasured() {
    var hundred = new ArrayList<Duration>();
    for (int i = 1; i <= 100; i++) {
      hundred.add(Duration.ofMillis(i));
    }

    assertThat(Report.percentile(hundred, 50)).isEqualTo(Duration.ofMillis(50));
    assertThat(Report.percentile(hundred, 99)).isEqualTo(Duration.ofMillis(99));
    assertThat(Report.percentile(hundred.subList(0, 1), 50)).isEqualTo(Duration.ofMillis(1));
  }
}
