package com.postpilot.account.revocation;

import com.postpilot.account.oauth.OAuthPlatforms;
import com.postpilot.account.revocation.Revocations.Pending;
import com.postpilot.common.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells platforms what to forget, until they answer or a week has passed. Any number of instances
 * share the work.
 */
@Component
class RevocationJob {
  private static final Logger log = LoggerFactory.getLogger(RevocationJob.class);
  private static final Duration GIVE_UP_AFTER = Duration.ofDays(7);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Revocations revocations;
  private final OAuthPlatforms platforms;
  private final TenantTransactions transactions;
  private final Clock clock;

  RevocationJob(
      Revocations revocations,
      OAuthPlatforms platforms,
      TenantTransactions transactions,
      Clock clock) {
    this.revocations = revocations;
    this.platforms = platforms;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(
      initialDelayString = "${postpilot.account.revocation.initial-delay:PT5S}",
      fixedDelayString = "${postpilot.account.revocation.interval:PT5S}")
  void run() {
    for (var due = claim(); due.isPresent(); due = claim()) {
      revoke(due.get());
    }
  }

  /** One at a time: what it says of the use of a consent is to be true when the call is made. */
  private Optional<Pending> claim() {
    return transactions.acrossAll(revocations::claim);
  }

  private void revoke(Pending pending) {
    try {
      if (pending.inUse()) {
        log.info("The consent behind account {} stays: others live on it", pending.accountId());
        transactions.runAcrossAll(() -> revocations.settle(pending.id()));
        return;
      }
      var platform = platforms.of(pending.platform());
      switch (platform.revoke(revocations.open(pending), pending.ownerId())) {
        case DONE, REFUSED -> transactions.runAcrossAll(() -> revocations.settle(pending.id()));
        case UNAVAILABLE -> postpone(pending);
      }
    } catch (RuntimeException e) {
      log.error("The consent behind account {} is not revoked", pending.accountId(), e);
      postpone(pending);
    }
  }

  private void postpone(Pending pending) {
    var now = clock.instant();
    if (now.isAfter(pending.createdAt().plus(GIVE_UP_AFTER))) {
      log.warn("The consent behind account {} could not be revoked", pending.accountId());
      transactions.runAcrossAll(() -> revocations.settle(pending.id()));
      return;
    }
    var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(pending.attempts(), 16));
    var pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    transactions.runAcrossAll(() -> revocations.postpone(pending.id(), now.plus(pause)));
  }
}
