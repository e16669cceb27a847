package com.postpilot.queue.post;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.queue.item.Approval;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.json.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Approvals that a workspace's rule is to renew, written in the transaction that took them back. A
 * row waits until the former post is off its schedule, and goes with the renewal.
 */
@Component
public class Renewals {
  private static final int AT_ONCE = 20;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Renewals(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Where and when the item is to be posted again.
   *
   * @param timezone on whose wall its author reads that
   */
  record Plan(List<Account> accounts, Instant scheduledAt, @Nullable String timezone) {}

  record Account(UUID id, Platform platform) {}

  /**
   * @param itemVersion the one with the new price
   * @param postId the former post; null if there was none
   */
  record Renewal(
      UUID workspaceId,
      UUID itemId,
      long itemVersion,
      @Nullable UUID postId,
      Approval approval,
      @Nullable Plan plan) {}

  /**
   * Within the transaction that changed the item.
   *
   * @param approval as it was before
   * @param postId what was scheduled; null if nothing was
   */
  public void add(Item item, Approval approval, @Nullable UUID postId) {
    jdbc.sql(
            """
            insert into renewal
              (item_id, workspace_id, item_version, approval, post_id, next_attempt_at)
            values (?, ?, ?, ?, ?, now())
            on conflict (item_id) do update
              set item_version = excluded.item_version, approval = excluded.approval,
                  post_id = excluded.post_id, plan = null, next_attempt_at = now()
            """)
        .params(item.id(), item.workspaceId(), item.version(), JsonText.of(approval))
        .param(postId)
        .update();
  }

  /** Whether this very version of the item is to be approved by the rule. */
  public boolean isPending(Item item) {
    return jdbc.sql("select count(*) from renewal where item_id = ? and item_version = ?")
            .params(item.id(), item.version())
            .query(Long.class)
            .single()
        > 0;
  }

  /** Of the post that comes off its schedule, if what was planned for it is not known yet. */
  Optional<Renewal> unplanned(UUID workspaceId, UUID postId) {
    return inWorkspace(
        workspaceId,
        () ->
            jdbc.sql(
                    """
                    select * from renewal where workspace_id = ? and post_id = ? and plan is null
                    """)
                .params(workspaceId, postId)
                .query((row, n) -> renewal(row))
                .optional());
  }

  void plan(Renewal renewal, Plan plan) {
    inWorkspace(
        renewal.workspaceId(),
        () ->
            jdbc.sql("update renewal set plan = ? where item_id = ? and item_version = ?")
                .params(JsonText.of(plan), renewal.itemId(), renewal.itemVersion())
                .update());
  }

  /** Those whose former post is off its schedule; who renews them has half a minute. */
  List<Renewal> claim() {
    return Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            update renewal r
                            set next_attempt_at = now() + interval '30 seconds'
                            from (
                              select item_id from renewal w
                              where next_attempt_at <= now()
                                and not exists (select from errand e where e.post_id = w.post_id)
                              order by next_attempt_at limit ? for update skip locked) due
                            where r.item_id = due.item_id
                            returning r.*
                            """)
                        .param(AT_ONCE)
                        .query((row, n) -> renewal(row))
                        .list()));
  }

  void later(Renewal renewal) {
    inWorkspace(
        renewal.workspaceId(),
        () ->
            jdbc.sql(
                    """
                    update renewal set next_attempt_at = now() + interval '2 seconds'
                    where item_id = ? and item_version = ?
                    """)
                .params(renewal.itemId(), renewal.itemVersion())
                .update());
  }

  /**
   * Within the transaction that has its effect.
   *
   * @return false if it ended already, or another one took its place
   */
  boolean end(Renewal renewal) {
    return jdbc.sql("delete from renewal where item_id = ? and item_version = ?")
            .params(renewal.itemId(), renewal.itemVersion())
            .update()
        == 1;
  }

  private <T> T inWorkspace(UUID workspaceId, Supplier<T> work) {
    return Tenants.inWorkspace(workspaceId, () -> transaction.execute(ignored -> work.get()));
  }

  private static Renewal renewal(ResultSet row) throws SQLException {
    return new Renewal(
        row.getObject("workspace_id", UUID.class),
        row.getObject("item_id", UUID.class),
        row.getLong("item_version"),
        row.getObject("post_id", UUID.class),
        JsonText.read(row.getString("approval"), Approval.class),
        JsonText.readNullable(row.getString("plan"), Plan.class));
  }
}
