package com.postpilot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.demo.client.Account;
import com.postpilot.demo.client.Platform;
import com.postpilot.demo.client.Post;
import com.postpilot.demo.client.Sandbox.Publication;
import com.postpilot.demo.product.Caption;
import com.postpilot.demo.product.Products;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  private static Entry entry(String title, Instant due) {
    var product = Products.product(title, "18");
    return new Entry(product, Caption.of(product), UUID.randomUUID(), due);
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
                        "https://" + account.platform() + "/" + entry.product().handle()))
            .toList());
  }

  private static Publication seen(Entry entry, Account account, long millisLate) {
    return new Publication(
        account.platform().name().toLowerCase(Locale.ROOT),
        account.externalId(),
        entry.caption().rendered(),
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
    return Verdict.of(entries, accounts, posts, seen);
  }

  @Test
  void eachProductOnceOnEachPlatformIsAsPromised() {
    var verdict = verdict(eachOnce());

    assertThat(verdict.isExactlyOnce()).isTrue();
    assertThat(new Report(verdict).summary())
        .contains("Instagram: 2 of 2 seen exactly once")
        .endsWith("Every product was published exactly once on every platform.");
  }

  @Test
  void aProductThatIsMissingOnOnePlatformIsNot() {
    var seen = eachOnce();
    seen.removeLast();
    var verdict = verdict(seen);

    assertThat(verdict.isExactlyOnce()).isFalse();
    assertThat(new Report(verdict).summary())
        .contains("TikTok: 1 of 2 seen exactly once")
        .endsWith("NOT every product was published exactly once on every platform.");
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
    assertThat(new Report(verdict(seen)).summary()).contains("Nobody asked for this on instagram");
  }

  @Test
  void whatOthersPublishIsNoneOfOurBusiness() {
    var seen = eachOnce();
    seen.add(seen(mug, account(Platform.FACEBOOK), 0));

    assertThat(verdict(seen).isExactlyOnce()).isTrue();
  }

  @Test
  void productsThatReadTheSameAreCountedTogether() {
    var twin = new Entry(mug.product(), mug.caption(), UUID.randomUUID(), DUE.plusSeconds(1));
    var twins = List.of(mug, twin);
    var once = List.of(seen(mug, instagram, 10));
    var both = List.of(seen(mug, instagram, 10), seen(twin, instagram, 20));
    var thrice =
        List.of(seen(mug, instagram, 10), seen(twin, instagram, 20), seen(twin, instagram, 30));

    var accounts = List.of(instagram);
    assertThat(Verdict.of(twins, accounts, List.of(), once).isExactlyOnce()).isFalse();
    assertThat(Verdict.of(twins, accounts, List.of(), both).isExactlyOnce()).isTrue();
    assertThat(Verdict.of(twins, accounts, List.of(), thrice).isExactlyOnce()).isFalse();
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
                           TikTok     10:00:01  10:00:01.4  0.4 s  https://TIKTOK/speckled-bowl""");
  }

  @Test
  void aPostThatFailedIsShownWithItsReason() {
    var failure = new Post.Failure("unsupported_media", "Instagram does not take this picture.");
    var failed = List.of(post(mug, "FAILED", failure), posts.getLast());

    var table = new Report(Verdict.of(entries, accounts, failed, List.of())).table();

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
