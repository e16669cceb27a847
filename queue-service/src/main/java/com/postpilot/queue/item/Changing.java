package com.postpilot.queue.item;

import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way in which a person's request changes an item: a post of what was approved is taken back
 * first, outside the transaction in which the item then changes.
 */
@Component
public class Changing {
  private final Items items;
  private final ObjectProvider<TakeBack> takeBack;
  private final Idempotency idempotency;
  private final TransactionTemplate transaction;

  Changing(
      Items items,
      ObjectProvider<TakeBack> takeBack,
      Idempotency idempotency,
      TransactionTemplate transaction) {
    this.items = items;
    this.takeBack = takeBack;
    this.idempotency = idempotency;
    this.transaction = transaction;
  }

  /**
   * Changes an item and answers with it, remembering the answer.
   *
   * @param work changes the item that it is given, and stores it
   * @throws Problem 404, 409, 412
   */
  public ItemResource change(
      Caller caller, UUID id, IfMatch ifMatch, Action action, Consumer<Item> work) {
    return change(HttpStatus.OK, caller, id, ifMatch, action, work);
  }

  /**
   * The same.
   *
   * @param status with which the handler answers
   */
  public ItemResource change(
      HttpStatus status,
      Caller caller,
      UUID id,
      IfMatch ifMatch,
      Action action,
      Consumer<Item> work) {
    return change(
        status,
        caller,
        id,
        ifMatch,
        action,
        () -> {},
        item -> {
          work.accept(item);
          return item;
        });
  }

  /**
   * The same.
   *
   * @param first in the transaction, before the item is locked: it may lock the product
   * @param work gives the item as it has become
   */
  ItemResource change(
      Caller caller,
      UUID id,
      IfMatch ifMatch,
      Action action,
      Runnable first,
      UnaryOperator<Item> work) {
    return change(HttpStatus.OK, caller, id, ifMatch, action, first, work);
  }

  private ItemResource change(
      HttpStatus status,
      Caller caller,
      UUID id,
      IfMatch ifMatch,
      Action action,
      Runnable first,
      UnaryOperator<Item> work) {
    var takenBack = takenBack(caller, id, ifMatch, action);
    return idempotency.once(
        status,
        ItemHeaders::of,
        () -> {
          first.run();
          return ItemResource.of(work.apply(locked(caller, id, ifMatch, action, takenBack)));
        });
  }

  void delete(Caller caller, UUID id, IfMatch ifMatch) {
    var takenBack = takenBack(caller, id, ifMatch, Action.DELETE);
    transaction.executeWithoutResult(
        ignored -> items.delete(locked(caller, id, ifMatch, Action.DELETE, takenBack)));
  }

  private Item locked(
      Caller caller, UUID id, IfMatch ifMatch, Action action, @Nullable UUID takenBack) {
    var item = items.lock(caller.workspaceId(), id);
    ifMatch.check(item.version());
    item.mustAllow(action);
    if (item.status() == Status.SCHEDULED && !Objects.equals(item.postId(), takenBack)) {
      throw Problem.of(
          ProblemCode.STATE_CONFLICT, "It was scheduled at this moment: read it again.");
    }
    return item;
  }

  private @Nullable UUID takenBack(Caller caller, UUID id, IfMatch ifMatch, Action action) {
    record Seen(Item item, boolean mayGoOut) {}
    var seen =
        Objects.requireNonNull(
            transaction.execute(
                ignored -> {
                  var item = items.read(caller.workspaceId(), id);
                  ifMatch.check(item.version());
                  item.mustAllow(action);
                  return new Seen(item, items.hasPostToComeOut(item));
                }));
    if (!seen.mayGoOut()) {
      return null;
    }
    takeBack.getObject().takeBack(caller, seen.item());
    return seen.item().postId();
  }
}
