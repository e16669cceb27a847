package com.postpilot.queue.generation;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.item.Action;
import com.postpilot.queue.item.Changing;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.ItemResource;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.product.Products;
import com.postpilot.queue.quota.AiQuota;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Accepts that captions are to be written. */
@Component
class Generating {
  private final Changing changing;
  private final Items items;
  private final Products products;
  private final AiQuota quota;
  private final Generations generations;
  private final WritingRoom room;

  Generating(
      Changing changing,
      Items items,
      Products products,
      AiQuota quota,
      Generations generations,
      WritingRoom room) {
    this.changing = changing;
    this.items = items;
    this.products = products;
    this.quota = quota;
    this.generations = generations;
    this.room = room;
  }

  /** How the captions are to be; null is as it was. */
  record Wishes(@Nullable Set<Platform> platforms, @Nullable Tone tone, @Nullable Locale language) {
    static final Wishes NONE = new Wishes(null, null, null);
  }

  /**
   * Hands the item, with the newest facts of its product, to a writer.
   *
   * @param status with which the handler answers
   * @throws com.postpilot.common.web.Problem 404, 409, 412, or 403 {@code plan_limit_reached}
   */
  ItemResource generate(
      HttpStatus status, Caller caller, UUID itemId, IfMatch ifMatch, Wishes wishes) {
    return changing.change(
        status, caller, itemId, ifMatch, Action.GENERATE, item -> accept(item, caller, wishes));
  }

  private void accept(Item item, Caller caller, Wishes wishes) {
    item.pin(products.latest(item.workspaceId(), item.product().id()));
    item.plan(
        Objects.requireNonNullElse(wishes.platforms(), item.platforms()),
        Objects.requireNonNullElse(wishes.tone(), item.tone()),
        Objects.requireNonNullElse(wishes.language(), item.language()));
    item.startGenerating();
    items.settled(item);
    generations.add(item.workspaceId(), item.id(), quota.use(item.workspaceId()), caller.userId());
    wakeAfterCommit();
  }

  private void wakeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            room.wake();
          }
        });
  }
}
