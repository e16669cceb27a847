package com.postpilot.queue.post;

import com.postpilot.common.Ids;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.json.JsonText;
import com.postpilot.queue.post.PostClient.CreateRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What post-service is being asked to schedule. A row is there before it is asked for the first
 * time, and goes when the answer is known: whoever asks again, after a time-out or a crash, asks
 * for the same under the same key.
 */
@Component
class Requests {
  /** Whoever asks has an answer by then, or will have none. */
  private static final Duration ANSWERED = Duration.ofSeconds(30);

  private static final int AT_ONCE = 20;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Requests(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * @param itemVersion what was approved
   * @param byRule nobody asked for it: what was scheduled before is to be so again
   */
  record Open(
      UUID workspaceId,
      UUID itemId,
      long itemVersion,
      UUID key,
      CreateRequest request,
      UUID requestedBy,
      boolean byRule) {}

  /** Within the transaction that saw the item approved. */
  Open add(Item item, CreateRequest request, UUID requestedBy) {
    return add(item, request, requestedBy, false, ANSWERED);
  }

  /** The same, for the rule of its workspace; it is asked for at the next look. */
  void addByRule(Item item, CreateRequest request, UUID onBehalfOf) {
    add(item, request, onBehalfOf, true, Duration.ZERO);
  }

  private Open add(
      Item item, CreateRequest request, UUID requestedBy, boolean byRule, Duration until) {
    var open =
        new Open(
            item.workspaceId(),
            item.id(),
            item.version(),
            Ids.next(),
            request,
            requestedBy,
            byRule);
    jdbc.sql(
            """
            insert into scheduling
              (item_id, workspace_id, item_version, idempotency_key, request, requested_by,
               by_rule, next_attempt_at)
            values (?, ?, ?, ?, ?, ?, ?, now() + cast(? as interval))
            """)
        .params(
            open.itemId(),
            open.workspaceId(),
            open.itemVersion(),
            open.key(),
            JsonText.of(request),
            requestedBy,
            byRule,
            until.toString())
        .update();
    return open;
  }

  Optional<Open> find(UUID workspaceId, UUID itemId) {
    return jdbc.sql("select * from scheduling where workspace_id = ? and item_id = ?")
        .params(workspaceId, itemId)
        .query((row, n) -> open(row))
        .optional();
  }

  /**
   * Whether an item of the workspace waits for an answer; whoever gives that its effect waits for
   * this transaction.
   */
  boolean isAnyOpen(UUID workspaceId) {
    return !jdbc.sql("select item_id from scheduling where workspace_id = ? for key share")
        .param(workspaceId)
        .query(UUID.class)
        .list()
        .isEmpty();
  }

  /**
   * Those to which nobody has heard an answer. What was changed meanwhile must not go out as it
   * was: that is looked for every two seconds, everything else when whoever asked must have given
   * up.
   */
  List<Open> claim() {
    return Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            update scheduling s
                            set next_attempt_at = now() + cast(? as interval)
                            from (
                              select item_id from scheduling w
                              where next_attempt_at <= now()
                                or next_attempt_at <= now() + interval '28 seconds'
                                  and not exists (
                                    select from item i
                                    where i.id = w.item_id and i.version = w.item_version
                                      and i.deleted_at is null)
                              order by next_attempt_at limit ? for update skip locked) due
                            where s.item_id = due.item_id
                            returning s.*
                            """)
                        .params(ANSWERED.toString(), AT_ONCE)
                        .query((row, n) -> open(row))
                        .list()));
  }

  /**
   * Within the transaction that has the effect of the answer.
   *
   * @return false if the answer had its effect already
   */
  boolean answered(Open open) {
    return jdbc.sql("delete from scheduling where workspace_id = ? and idempotency_key = ?")
            .params(open.workspaceId(), open.key())
            .update()
        == 1;
  }

  private static Open open(ResultSet row) throws SQLException {
    return new Open(
        row.getObject("workspace_id", UUID.class),
        row.getObject("item_id", UUID.class),
        row.getLong("item_version"),
        row.getObject("idempotency_key", UUID.class),
        JsonText.read(row.getString("request"), CreateRequest.class),
        row.getObject("requested_by", UUID.class),
        row.getBoolean("by_rule"));
  }
}
