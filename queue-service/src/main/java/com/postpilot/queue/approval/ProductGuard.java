package com.postpilot.queue.approval;

import com.postpilot.common.contract.ApprovalPolicy;
import com.postpilot.common.contract.Platform;
import com.postpilot.queue.item.Caption;
import com.postpilot.queue.item.CaptionCheck;
import com.postpilot.queue.item.Change;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.item.Status;
import com.postpilot.queue.item.Unsupported;
import com.postpilot.queue.post.Holding;
import com.postpilot.queue.post.Renewals;
import com.postpilot.queue.product.Product;
import com.postpilot.queue.product.ProductChanged;
import com.postpilot.queue.product.ProductFacts;
import com.postpilot.queue.product.Products;
import com.postpilot.queue.settings.Settings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a product's new facts mean for its items, within the transaction that has them. Captions
 * that nobody has approved yet are held against the new facts from then on; for those that were
 * approved the workspace has a rule.
 */
@Component
class ProductGuard {
  private static final int LONGEST_QUOTE = 100;

  private final Items items;
  private final Products products;
  private final Settings settings;
  private final CaptionCheck check;
  private final Holding holding;
  private final Renewals renewals;

  ProductGuard(
      Items items,
      Products products,
      Settings settings,
      CaptionCheck check,
      Holding holding,
      Renewals renewals) {
    this.items = items;
    this.products = products;
    this.settings = settings;
    this.check = check;
    this.holding = holding;
    this.renewals = renewals;
  }

  @EventListener
  void on(ProductChanged changed) {
    var product = products.latest(changed.workspaceId(), changed.productId());
    items
        .lockOpen(changed.workspaceId(), changed.productId())
        .forEach(item -> judge(item, product, changed.by()));
    items
        .lockPartlyOut(changed.workspaceId(), changed.productId())
        .forEach(item -> keepFromGoingOut(item, product));
  }

  /** There is another picture where the approved one was; needs the transaction that locked it. */
  void onOtherPicture(Item item) {
    review(
        item,
        products.latest(item.workspaceId(), item.product().id()),
        "A picture of the product is another one now, at the same address.",
        null);
  }

  private void judge(Item item, Product product, UUID changedBy) {
    switch (item.status()) {
      case NEW, GENERATING, FAILED -> {
        keepFromGoingOut(item, product);
        item.pin(product);
        items.settled(item);
      }
      case IN_REVIEW -> {
        if (renewals.isPending(item) && difference(item, product.facts()).isEmpty()) {
          return;
        }
        keepFromGoingOut(item, product);
        item.pin(product);
        items.authored(item, Change.PRODUCT_CHANGED, changedBy, "Its product was changed.");
      }
      case APPROVED, SCHEDULED -> guard(item, product, changedBy);
      case PUBLISHED, REJECTED -> {
        // Nothing more comes of it.
      }
    }
  }

  /** What failed, or is a draft again, somebody may send out by hand. */
  private void keepFromGoingOut(Item item, Product product) {
    if (item.postId() != null) {
      difference(item, product.facts()).ifPresent(why -> holding.takeBack(item, why));
    }
  }

  private void guard(Item item, Product product, UUID changedBy) {
    boolean scheduled = item.status() == Status.SCHEDULED;
    var why = difference(item, product.facts());
    if (why.isEmpty()) {
      if (scheduled) {
        holding.release(item);
      }
      return;
    }
    var rule = settings.of(item.workspaceId()).productRule();
    if (scheduled && product.facts().isSoldOut()) {
      holding.hold(item, why.get());
      return;
    }
    switch (rule) {
      case HOLD -> {
        if (scheduled) {
          holding.hold(item, why.get());
        } else {
          review(item, product, why.get(), changedBy);
        }
      }
      case REAPPROVE -> review(item, product, why.get(), changedBy);
      case REPLACE_PRICE -> replacePrice(item, product, why.get(), changedBy);
    }
  }

  /**
   * With today's price in every caption, and nothing else new, the approval is to be renewed
   * without anybody. TikTok is given consent to one content, which a rule cannot give.
   */
  private void replacePrice(Item item, Product product, String why, UUID changedBy) {
    var prices = new PriceReplacement(item.product().facts(), product.facts());
    var approval = Objects.requireNonNull(item.approval());
    var postId = item.status() == Status.SCHEDULED ? item.postId() : null;
    var policy = settings.of(item.workspaceId()).approvalPolicy();
    boolean stands =
        prices.isAll()
            && !item.platforms().contains(Platform.TIKTOK)
            && approval.holdsUnder(policy)
            // Or the new price would have been seen by nobody but who set it.
            && (policy != ApprovalPolicy.FOUR_EYES
                || !items.changers(item, product).contains(approval.by()));
    var rewritten = withNewPrices(item, prices);
    review(
        item,
        why,
        () -> {
          item.pin(product);
          item.edit(rewritten, item.options());
        },
        changedBy);
    if (stands && !item.hasClaims()) {
      renewals.add(item, approval, postId);
    }
  }

  private void review(Item item, Product product, String why, @Nullable UUID changedBy) {
    review(item, why, () -> item.returnToReview(product), changedBy);
  }

  private void review(Item item, String why, Runnable change, @Nullable UUID changedBy) {
    if (items.hasPostToComeOut(item)) {
      holding.takeBack(item, why);
    }
    change.run();
    items.authored(item, Change.PRODUCT_CHANGED, changedBy, why);
  }

  private static Map<Platform, Caption> withNewPrices(Item item, PriceReplacement prices) {
    var captions = new EnumMap<Platform, Caption>(Platform.class);
    item.captions()
        .forEach(
            (platform, caption) ->
                captions.put(
                    platform,
                    new Caption(
                        prices.in(caption.caption(), item.language()),
                        caption.hashtags(),
                        caption.writer(),
                        caption.unsupported())));
    return captions;
  }

  /** What of it a follower would see, read or pay; empty if nothing. */
  private Optional<String> difference(Item item, ProductFacts now) {
    var approved = item.product().facts();
    if (now.isSoldOut() != approved.isSoldOut()) {
      return Optional.of(
          now.isSoldOut() ? "The product is sold out." : "The product is no longer sold out.");
    }
    if (!Objects.equals(approved.price(), now.price())
        || !Objects.equals(approved.compareAtPrice(), now.compareAtPrice())
        || !Objects.equals(approved.highestPrice(), now.highestPrice())) {
      return Optional.of("The price of the product was changed.");
    }
    if (item.media().isEmpty() && !approved.images().equals(now.images())) {
      return Optional.of("The pictures of the product were changed.");
    }
    return item.captions().values().stream()
        .flatMap(caption -> outdated(item, caption, now))
        .findFirst()
        .map(ProductGuard::told);
  }

  /** What the caption claims that the approved facts bear out, and these do not. */
  private Stream<Unsupported> outdated(Item item, Caption caption, ProductFacts now) {
    var unsupported = unsupported(item, caption, now);
    if (unsupported.isEmpty()) {
      return Stream.empty();
    }
    var before = unsupported(item, caption, item.product().facts());
    return unsupported.stream()
        .filter(claim -> before.stream().noneMatch(known -> known.isAbout(claim)));
  }

  private List<Unsupported> unsupported(Item item, Caption caption, ProductFacts facts) {
    return check.check(
        item.workspaceId(), facts, item.language(), caption.caption(), caption.hashtags());
  }

  private static String told(Unsupported claim) {
    var quoted = claim.text().length() > LONGEST_QUOTE ? "" : ": “" + claim.text() + "”";
    return "What the caption says is no longer so%s. %s".formatted(quoted, claim.reason());
  }
}
