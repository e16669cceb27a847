package com.postpilot.account.access;

import com.postpilot.account.oauth.Checkup;
import com.postpilot.account.oauth.OAuthPlatforms;
import com.postpilot.account.social.AccountHealth;
import com.postpilot.common.tenant.TenantTransactions;
import com.postpilot.common.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks platforms how accounts are, so that an owner hears of a dead connection before a post is
 * due. Any number of instances share the work.
 */
@Component
class CheckupJob {
  private static final Logger log = LoggerFactory.getLogger(CheckupJob.class);
  private static final int BATCH = 100;
  private static final int AT_ONCE = 8;

  private final UsableTokens tokens;
  private final Rejections rejections;
  private final AccountHealth health;
  private final OAuthPlatforms platforms;
  private final CheckupProperties properties;
  private final JdbcClient jdbc;
  private final TenantTransactions transactions;
  private final Clock clock;

  CheckupJob(
      UsableTokens tokens,
      Rejections rejections,
      AccountHealth health,
      OAuthPlatforms platforms,
      CheckupProperties properties,
      JdbcClient jdbc,
      TenantTransactions transactions,
      Clock clock) {
    this.tokens = tokens;
    this.rejections = rejections;
    this.health = health;
    this.platforms = platforms;
    this.properties = properties;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  private record Due(UUID workspaceId, UUID accountId) {}

  @Scheduled(
      initialDelayString = "${postpilot.account.checkup.initial-delay:PT30S}",
      fixedDelayString = "${postpilot.account.checkup.interval:PT1M}")
  void run() {
    List<Due> due;
    do {
      due = transactions.acrossAll(this::claim);
      try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
        due.forEach(account -> threads.execute(() -> check(account)));
      }
    } while (due.size() == BATCH);
  }

  /** Whatever becomes of this check, the next one is planned. */
  private List<Due> claim() {
    var now = clock.instant();
    return jdbc.sql(
            """
            with picked as (
              select id from account
              where check_at <= ? and status = 'CONNECTED' and health <> 'NEEDS_REAUTH'
              order by check_at limit ? for update skip locked)
            update account a set check_at = ? from picked where a.id = picked.id
            returning a.workspace_id, a.id
            """)
        .params(
            now.atOffset(ZoneOffset.UTC),
            BATCH,
            now.plus(properties.retryAfter()).atOffset(ZoneOffset.UTC))
        .query(
            (row, n) ->
                new Due(row.getObject("workspace_id", UUID.class), row.getObject("id", UUID.class)))
        .list();
  }

  private void check(Due due) {
    try {
      if (isAnswered(due)) {
        plan(due, clock.instant().plus(interval()));
      }
    } catch (Problem known) {
      log.info("Account {} is not checked: {}", due.accountId(), known.code().wireName());
    } catch (RuntimeException e) {
      log.error("Account {} could not be checked", due.accountId(), e);
    }
  }

  private boolean isAnswered(Due due) {
    var usable = tokens.get(due.workspaceId(), due.accountId());
    var account = usable.account();
    long generation = account.generation();
    var checkup = platforms.of(account.platform()).check(usable.keys(), account.externalId());
    switch (checkup) {
      case Checkup.Well(var endsAt) ->
          transactions.runInWorkspace(
              due.workspaceId(),
              () -> health.well(due.workspaceId(), due.accountId(), generation, endsAt));
      case Checkup.Refused(var code) ->
          rejections.reject(due.workspaceId(), due.accountId(), generation, code);
      case Checkup.Restricted(var code) ->
          transactions.runInWorkspace(
              due.workspaceId(),
              () -> health.restricted(due.workspaceId(), due.accountId(), generation, code));
      case Checkup.Unavailable(var reason) -> {
        log.info("Account {} is not checked: {}", due.accountId(), reason);
        return false;
      }
    }
    return true;
  }

  private Duration interval() {
    var share = 1 + properties.jitter() * ThreadLocalRandom.current().nextDouble(-1, 1);
    return Duration.ofMillis(Math.round(properties.every().toMillis() * share));
  }

  private void plan(Due due, Instant next) {
    transactions.runInWorkspace(
        due.workspaceId(),
        () ->
            jdbc.sql("update account set check_at = ? where workspace_id = ? and id = ?")
                .params(next.atOffset(ZoneOffset.UTC), due.workspaceId(), due.accountId())
                .update());
  }
}
