package com.postpilot.queue.post;

import com.postpilot.common.loop.WakeUp;
import com.postpilot.common.tenant.Tenants;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What post-service has yet to be told of posts: written in the transaction that makes it
 * necessary, one for a post, the newest. An errand that is being run ends before its successor
 * begins, so that a post is never held after it was told to go on.
 */
@Component
class Errands {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final WakeUp wakeUp = new WakeUp();

  Errands(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** What is done to a post. */
  enum Act {
    UNSCHEDULE,
    HOLD,
    RESUME
  }

  /**
   * @param detail why, in plain words
   * @param fence who has another one was overtaken
   */
  record Errand(
      UUID workspaceId, UUID postId, Act act, String detail, UUID requestedBy, long fence) {}

  /** Within the transaction that makes it necessary. */
  void add(UUID workspaceId, UUID postId, Act act, String detail, UUID requestedBy) {
    jdbc.sql(
            """
            insert into errand
              (post_id, workspace_id, act, detail, requested_by, next_attempt_at)
            values (?, ?, ?, ?, ?, now())
            on conflict (post_id) do update
              set act = excluded.act, detail = excluded.detail,
                  requested_by = excluded.requested_by, fence = errand.fence + 1
            """)
        .params(postId, workspaceId, act.name(), detail, requestedBy)
        .update();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wakeUp.now();
          }
        });
  }

  /** Called when there is something to tell: each moment counts in which a post could go out. */
  WakeUp wakeUp() {
    return wakeUp;
  }

  /**
   * The one that has waited longest. Who runs it has half a minute, more than its two questions to
   * post-service can take: only then may somebody else run it, or its successor.
   */
  Optional<Errand> claim() {
    return Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            update errand e
                            set next_attempt_at = now() + interval '30 seconds'
                            from (
                              select post_id from errand where next_attempt_at <= now()
                              order by next_attempt_at limit 1 for update skip locked) due
                            where e.post_id = due.post_id
                            returning e.*
                            """)
                        .query(
                            (row, n) ->
                                new Errand(
                                    row.getObject("workspace_id", UUID.class),
                                    row.getObject("post_id", UUID.class),
                                    Act.valueOf(row.getString("act")),
                                    row.getString("detail"),
                                    row.getObject("requested_by", UUID.class),
                                    row.getLong("fence")))
                        .optional()));
  }

  /** Whether post-service has yet to be told something of the post; needs a transaction. */
  boolean isAnyFor(UUID postId) {
    return jdbc.sql("select count(*) from errand where post_id = ?")
            .param(postId)
            .query(Long.class)
            .single()
        > 0;
  }

  /** Whether no other one took its place; needs the transaction in which the item is locked. */
  boolean isNewest(Errand errand) {
    return jdbc.sql("select count(*) from errand where post_id = ? and fence = ?")
            .params(errand.postId(), errand.fence())
            .query(Long.class)
            .single()
        > 0;
  }

  /** It was not told. */
  void later(Errand errand) {
    Tenants.inWorkspace(
        errand.workspaceId(),
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            update errand set next_attempt_at = now() + interval '2 seconds'
                            where post_id = ?
                            """)
                        .param(errand.postId())
                        .update()));
  }

  /** It is done, or there is nothing to do; if there is another one by now, that one is next. */
  void done(Errand errand) {
    Tenants.inWorkspace(
        errand.workspaceId(),
        () -> {
          transaction.executeWithoutResult(
              ignored -> {
                jdbc.sql("delete from errand where post_id = ? and fence = ?")
                    .params(errand.postId(), errand.fence())
                    .update();
                jdbc.sql("update errand set next_attempt_at = now() where post_id = ?")
                    .param(errand.postId())
                    .update();
              });
          return null;
        });
  }
}
