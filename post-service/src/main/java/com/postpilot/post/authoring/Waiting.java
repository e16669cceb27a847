package com.postpilot.post.authoring;

import com.postpilot.common.tenant.Tenants;
import com.postpilot.post.account.Accounts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks again at what is held until a time, when that time has come. */
@Component
class Waiting {
  private static final Logger log = LoggerFactory.getLogger(Waiting.class);
  private static final int BATCH = 100;

  private final Posts posts;
  private final Accounts accounts;
  private final Holding holding;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Waiting(
      Posts posts,
      Accounts accounts,
      Holding holding,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.posts = posts;
    this.accounts = accounts;
    this.holding = holding;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  private record Held(UUID workspaceId, UUID postId, UUID targetId) {}

  @Scheduled(fixedDelay = 1_000)
  void look() {
    var now = clock.instant();
    for (var held : over(now)) {
      try {
        Tenants.inWorkspace(
            held.workspaceId(), () -> transaction.execute(ignored -> resume(held, now)));
      } catch (RuntimeException e) {
        log.warn("Target {} stays held for now", held.targetId(), e);
      }
    }
  }

  private List<Held> over(Instant now) {
    return Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            select workspace_id, post_id, id from post_target
                            where state = 'HELD' and next_action_at <= ?
                            order by next_action_at limit ?
                            """)
                        .params(now.atOffset(ZoneOffset.UTC), BATCH)
                        .query(
                            (row, n) ->
                                new Held(
                                    row.getObject("workspace_id", UUID.class),
                                    row.getObject("post_id", UUID.class),
                                    row.getObject("id", UUID.class)))
                        .list()));
  }

  private boolean resume(Held held, Instant now) {
    var connections = accounts.holdOf(held.workspaceId(), held.postId());
    return posts
        .lock(held.workspaceId(), held.postId())
        .flatMap(
            post ->
                post.target(held.targetId())
                    .filter(target -> target.heldUntil(now))
                    .map(
                        target -> {
                          holding.resume(
                              post,
                              target,
                              connections.get(target.accountId()),
                              "The wait is over.");
                          return true;
                        }))
        .orElse(false);
  }
}
