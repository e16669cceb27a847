package com.postpilot.queue.post;

import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.PostTarget;
import com.postpilot.queue.item.PostTarget.Hold;
import com.postpilot.queue.item.PostTarget.Outcome;
import com.postpilot.queue.json.JsonText;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What becomes of the posts of items on each account. Every call needs the transaction in which the
 * item is locked.
 */
@Component
class PostTargets {
  private final JdbcClient jdbc;

  PostTargets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(Item item, UUID postId, List<PostTarget> targets) {
    for (var target : targets) {
      var outcome = target.outcome();
      jdbc.sql(
              """
              insert into post_target
                (target_id, workspace_id, item_id, post_id, platform, outcome, hold)
              values (?, ?, ?, ?, ?, ?, ?)
              """)
          .params(target.id(), item.workspaceId(), item.id(), postId, target.platform().name())
          .param(outcome == null ? null : outcome.name())
          .param(JsonText.ofNullable(target.hold()))
          .update();
    }
  }

  /** What is out stays out, whatever is said of it later. */
  void ended(UUID targetId, Outcome outcome) {
    jdbc.sql(
            """
            update post_target set outcome = ?, hold = null
            where target_id = ? and outcome is distinct from 'PUBLISHED'
            """)
        .params(outcome.name(), targetId)
        .update();
  }

  void held(UUID targetId, Hold hold) {
    jdbc.sql("update post_target set hold = ? where target_id = ? and outcome is null")
        .params(JsonText.of(hold), targetId)
        .update();
  }

  /** All of the post wait. */
  void allHeld(UUID postId, Hold hold) {
    jdbc.sql("update post_target set hold = ? where post_id = ? and outcome is null")
        .params(JsonText.of(hold), postId)
        .update();
  }

  void goOn(Collection<UUID> targetIds) {
    jdbc.sql("update post_target set hold = null where target_id = any (?)")
        .param(targetIds.toArray(UUID[]::new))
        .update();
  }

  /** None of the post waits any more. */
  void allGoOn(UUID postId) {
    jdbc.sql("update post_target set hold = null where post_id = ?").param(postId).update();
  }

  /** The post has only these accounts now. */
  void keepOnly(UUID postId, Collection<UUID> targetIds) {
    jdbc.sql("delete from post_target where post_id = ? and target_id <> all (?)")
        .params(postId, targetIds.toArray(UUID[]::new))
        .update();
  }

  /** Of how many it is open what becomes of them. */
  long open(UUID postId) {
    return count(postId, "outcome is null");
  }

  long published(UUID postId) {
    return count(postId, "outcome = 'PUBLISHED'");
  }

  private long count(UUID postId, String condition) {
    return jdbc.sql("select count(*) from post_target where post_id = ? and " + condition)
        .param(postId)
        .query(Long.class)
        .single();
  }
}
