package com.postpilot.post.rules;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the platform takes one more post of the account when this one is due. What is out counts
 * while the rolling window holds it, and so does what is planned to be out by then.
 */
final class QuotaRule {
  private static final Duration DAY = Duration.ofDays(1);

  private QuotaRule() {}

  static void slot(Candidate candidate, Findings findings) {
    var quota = candidate.account().quota();
    var perDay = candidate.kind().perDay();
    if (quota == null && perDay == null) {
      return;
    }
    long limit = quota == null ? perDay : quota.total();
    var window = quota == null ? DAY : Duration.ofSeconds(quota.windowSeconds());
    var taken = taken(candidate, window);
    long actual = within(taken, window, candidate.dueAt());
    if (actual < limit) {
      return;
    }
    findings.warn(
        "quota_used_up",
        candidate.place().account(),
        limit,
        actual,
        "%s takes %d posts of an account within %d hours, and %d others are out or planned by then."
            .formatted(candidate.name(), limit, window.toHours(), actual),
        "Schedule it for %s or later, when a slot is free. Or let it wait: it goes out when %s allows it."
            .formatted(free(taken, window, limit, candidate.dueAt()), candidate.name()));
  }

  /** When each of the others took its slot, or will. */
  private static List<Instant> taken(Candidate candidate, Duration window) {
    var own = candidate.others().stream().filter(outing -> counts(candidate, outing)).toList();
    return Stream.concat(own.stream().map(Outing::at), elsewhere(candidate, own, window).stream())
        .toList();
  }

  /** Facebook counts reels alone; the others count all that an account publishes. */
  private static boolean counts(Candidate candidate, Outing outing) {
    return candidate.platform() != Platform.FACEBOOK
        || candidate.kind().kind() != PostKind.REEL
        || outing.video();
  }

  /** What the account has published by other ways: nobody knows when, so it may all be recent. */
  private static List<Instant> elsewhere(Candidate candidate, List<Outing> own, Duration window) {
    var quota = candidate.account().quota();
    if (quota == null) {
      return List.of();
    }
    long ours =
        own.stream()
            .filter(Outing::published)
            .filter(outing -> outing.at().isAfter(candidate.now().minus(window)))
            .count();
    long theirs = Math.clamp(quota.used() - ours, 0, quota.total());
    return Collections.nCopies(Math.toIntExact(theirs), candidate.now());
  }

  private static long within(List<Instant> taken, Duration window, Instant end) {
    var start = end.minus(window);
    return taken.stream().filter(at -> at.isAfter(start) && !at.isAfter(end)).count();
  }

  /** The first minute after {@code dueAt} at which one that counts has left the window. */
  private static Instant free(List<Instant> taken, Duration window, long limit, Instant dueAt) {
    return taken.stream()
        .map(at -> at.plus(window).plusSeconds(59).truncatedTo(ChronoUnit.MINUTES))
        .filter(at -> at.isAfter(dueAt))
        .sorted()
        .filter(at -> within(taken, window, at) < limit)
        .findFirst()
        .orElse(dueAt.plus(window));
  }
}
