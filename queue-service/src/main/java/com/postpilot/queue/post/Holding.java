package com.postpilot.queue.post;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.PostTarget.Hold;
import com.postpilot.queue.post.Errands.Act;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a product does to the post of an item; each call needs a transaction and a scheduled item.
 */
@Component
public class Holding {
  private static final String WHAT_TO_DO =
      "It goes on by itself when the product is as it was approved. Or reopen the item, and approve"
          + " it with its product as it is now.";

  private final JdbcClient jdbc;
  private final PostTargets targets;
  private final Errands errands;

  Holding(JdbcClient jdbc, PostTargets targets, Errands errands) {
    this.jdbc = jdbc;
    this.targets = targets;
    this.errands = errands;
  }

  /**
   * @param why in plain words
   */
  public void hold(Item item, String why) {
    jdbc.sql(
            """
            insert into product_hold (post_id, workspace_id) values (?, ?) on conflict do nothing
            """)
        .params(postId(item), item.workspaceId())
        .update();
    targets.allHeld(postId(item), new Hold(HoldReason.PRODUCT_CHANGED, why, WHAT_TO_DO, null));
    tell(item, Act.HOLD, why);
  }

  /** Has it go on, if it waits because of its product. */
  public void release(Item item) {
    boolean held =
        jdbc.sql("delete from product_hold where workspace_id = ? and post_id = ?")
                .params(item.workspaceId(), postId(item))
                .update()
            == 1;
    if (held) {
      targets.allGoOn(postId(item));
      tell(item, Act.RESUME, "Its product is again what was approved.");
    }
  }

  /** Whether it waits because of its product. */
  boolean isHeld(Item item) {
    return jdbc.sql("select count(*) from product_hold where workspace_id = ? and post_id = ?")
            .params(item.workspaceId(), postId(item))
            .query(Long.class)
            .single()
        > 0;
  }

  /** Its post is not the post of what was approved any more. */
  void forget(Item item) {
    jdbc.sql("delete from product_hold where workspace_id = ? and post_id = ?")
        .params(item.workspaceId(), postId(item))
        .update();
    targets.allGoOn(postId(item));
  }

  /** Takes it off the schedule. */
  public void takeBack(Item item, String why) {
    forget(item);
    tell(item, Act.UNSCHEDULE, why);
  }

  private void tell(Item item, Act act, String why) {
    var approval = item.approval();
    errands.add(
        item.workspaceId(),
        postId(item),
        act,
        why,
        approval == null ? item.createdBy() : approval.by());
  }

  private static UUID postId(Item item) {
    return Objects.requireNonNull(item.postId());
  }
}
