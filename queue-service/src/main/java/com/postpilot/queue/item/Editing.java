package com.postpilot.queue.item;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.product.Products;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people change about an item; it is then held against the newest facts of its product. */
@Component
class Editing implements BulkAction {
  private final Changing changing;
  private final Items items;
  private final Products products;
  private final TransactionTemplate transaction;

  Editing(Changing changing, Items items, Products products, TransactionTemplate transaction) {
    this.changing = changing;
    this.items = items;
    this.products = products;
    this.transaction = transaction;
  }

  ItemResource edit(Caller caller, UUID id, IfMatch ifMatch, PatchItemRequest request) {
    var workspaceId = caller.workspaceId();
    var before = checked(workspaceId, id, ifMatch, request);
    if (request.saysNothing()) {
      return ItemResource.of(before);
    }
    return changing.change(
        caller,
        id,
        ifMatch,
        Action.EDIT,
        () -> products.lock(workspaceId, before.product().id()),
        item -> {
          changeProduct(caller, item, request);
          // The change of its product may have changed the item.
          var present = items.lock(workspaceId, id);
          present.pin(products.latest(workspaceId, present.product().id()));
          apply(request, present);
          items.authored(present, Change.EDITED, caller.userId(), null);
          return present;
        });
  }

  /** Nothing is taken back for the sake of a patch that cannot be applied. */
  private Item checked(UUID workspaceId, UUID id, IfMatch ifMatch, PatchItemRequest request) {
    return transaction.execute(
        ignored -> {
          var item = items.read(workspaceId, id);
          ifMatch.check(item.version());
          var errors = new ArrayList<FieldError>();
          var input = new ItemInput("", errors);
          var sketch = items.read(workspaceId, id);
          request.plan(sketch, input);
          request.captions(sketch, input);
          request.options(sketch, input);
          request.media(sketch, input);
          var product = request.product();
          if (product != null && product.value() == null) {
            input.refuse("product", "not_null", "An item has a product.");
          } else if (product != null && product.value() != null) {
            product.value().on(products.latest(workspaceId, item.product().id()).facts(), errors);
          }
          check(errors);
          return item;
        });
  }

  private void changeProduct(Caller caller, Item item, PatchItemRequest request) {
    var patch = request.product() == null ? null : request.product().value();
    if (patch == null) {
      return;
    }
    var errors = new ArrayList<FieldError>();
    var id = item.product().id();
    var facts = patch.on(products.latest(caller.workspaceId(), id).facts(), errors);
    if (facts == null) {
      throw Problem.invalid(errors);
    }
    products.change(caller.workspaceId(), id, facts, caller.userId());
  }

  private static void apply(PatchItemRequest request, Item item) {
    var errors = new ArrayList<FieldError>();
    var input = new ItemInput("", errors);
    request.plan(item, input);
    var captions = request.captions(item, input);
    var options = request.options(item, input);
    var media = request.media(item, input);
    check(errors);
    item.show(media);
    item.edit(captions, options);
  }

  private static void check(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  ItemResource reopen(Caller caller, UUID id, IfMatch ifMatch) {
    var workspaceId = caller.workspaceId();
    var productId =
        transaction.<UUID>execute(ignored -> items.read(workspaceId, id).product().id());
    return changing.change(
        caller,
        id,
        ifMatch,
        Action.REOPEN,
        () -> products.lock(workspaceId, productId),
        item -> {
          item.reopen(products.latest(workspaceId, productId));
          items.authored(item, Change.REOPENED, caller.userId(), null);
          return item;
        });
  }

  @Override
  public Action action() {
    return Action.REOPEN;
  }

  @Override
  public ItemResource run(Caller caller, UUID id, IfMatch ifMatch, Order order) {
    return reopen(caller, id, ifMatch);
  }
}
