package com.postpilot.queue.approval;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.ApprovalPolicy;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.QueueEvent.ItemApproved;
import com.postpilot.common.contract.QueueEvent.ItemRejected;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.queue.item.Action;
import com.postpilot.queue.item.Approval;
import com.postpilot.queue.item.Change;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.item.Rejection;
import com.postpilot.queue.item.Unsupported;
import com.postpilot.queue.post.Content;
import com.postpilot.queue.settings.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Consent to an item as it is, and the refusal of it. */
@Component
class Approving {
  private final Items items;
  private final Settings settings;
  private final Content content;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Approving(
      Items items,
      Settings settings,
      Content content,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.items = items;
    this.settings = settings;
    this.content = content;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * What a person says beside yes.
   *
   * @param unsupported the claims for which he answers, as they read
   * @param tiktok needed if the item is for TikTok
   */
  record Consent(UUID by, Set<String> unsupported, @Nullable TikTokChoices tiktok) {}

  /** Content that post-service has seen and would publish. */
  record Judged(
      UUID itemId, long version, Consent consent, Instant at, Content.Accepted accepted) {}

  /**
   * Has post-service take in the pictures and judge the content; outside transactions.
   *
   * @throws Problem 404, 409, 412, 422 with what has to be mended, or 503
   */
  Judged judge(UUID workspaceId, UUID itemId, IfMatch ifMatch, Consent consent) {
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var item =
        Objects.requireNonNull(
            transaction.execute(
                ignored -> {
                  var seen = items.read(workspaceId, itemId);
                  ifMatch.check(seen.version());
                  consent(seen, consent, at);
                  return seen;
                }));
    return new Judged(itemId, item.version(), consent, at, content.accepted(item, consent.by()));
  }

  /**
   * Approves what was judged, if it still is that. Needs a transaction.
   *
   * @throws Problem 404, 409, 412
   */
  Item approve(UUID workspaceId, Judged judged) {
    var item = items.lock(workspaceId, judged.itemId());
    new IfMatch("\"" + judged.version() + "\"").check(item.version());
    consent(item, judged.consent(), judged.at());
    var by = judged.consent().by();
    var accepted = judged.accepted();
    var policy = settings.of(workspaceId).approvalPolicy();
    item.approve(new Approval(by, judged.at(), policy, accepted.hashes(), accepted.media(), null));
    items.authored(item, Change.APPROVED, by, null);
    outbox.append(
        new ItemApproved(
            Ids.next(), workspaceId, item.id(), by, accepted.hashes(), clock.instant()));
    return item;
  }

  /** Within the transaction that locked it. */
  void reject(Item item, UUID by, String reason) {
    var now = clock.instant();
    item.reject(new Rejection(by, now, reason));
    items.authored(item, Change.REJECTED, by, reason);
    outbox.append(new ItemRejected(Ids.next(), item.workspaceId(), item.id(), by, reason, now));
  }

  private void consent(Item item, Consent consent, Instant at) {
    item.mustAllow(Action.APPROVE);
    checkPolicy(item, consent.by());
    acceptClaims(item, consent);
    if (item.hasOpenClaims()) {
      throw Problem.of(
              ProblemCode.STATE_CONFLICT,
              "The captions claim what the product's facts do not bear out. Change them, or name"
                  + " in accept_unsupported what you answer for.")
          .with("unsupported", openClaims(item));
    }
    chooseForTikTok(item, consent.tiktok(), at);
  }

  private void checkPolicy(Item item, UUID by) {
    var policy = settings.of(item.workspaceId()).approvalPolicy();
    if (policy == ApprovalPolicy.FOUR_EYES && items.authors(item).contains(by)) {
      throw Problem.of(
          ProblemCode.FORBIDDEN,
          "Your workspace asks for four eyes: somebody who neither wrote this nor changed its product"
              + " has to approve it.");
    }
  }

  private static void acceptClaims(Item item, Consent consent) {
    var unknown = new HashSet<>(consent.unsupported());
    item.captions()
        .forEach(
            (platform, caption) ->
                caption.unsupported().stream()
                    .filter(claim -> consent.unsupported().contains(claim.text()))
                    .forEach(
                        claim -> {
                          item.acceptClaim(platform, claim.text(), consent.by());
                          unknown.remove(claim.text());
                        }));
    if (!unknown.isEmpty()) {
      throw Problem.invalid(
          "accept_unsupported",
          "not_unsupported",
          "No caption has this among its unsupported claims: " + String.join(", ", unknown) + ".");
    }
  }

  private static Map<Platform, List<Unsupported>> openClaims(Item item) {
    var open = new LinkedHashMap<Platform, List<Unsupported>>();
    item.captions()
        .forEach(
            (platform, caption) -> {
              var claims =
                  caption.unsupported().stream()
                      .filter(claim -> claim.acceptedBy() == null)
                      .toList();
              if (!claims.isEmpty()) {
                open.put(platform, claims);
              }
            });
    return open;
  }

  private static void chooseForTikTok(Item item, @Nullable TikTokChoices choices, Instant at) {
    if (!item.platforms().contains(Platform.TIKTOK)) {
      if (choices != null) {
        throw Problem.invalid("tiktok", "not_asked", "This item is not for TikTok.");
      }
      return;
    }
    if (choices == null) {
      throw Problem.invalid(
          "tiktok",
          "not_null",
          "This item is for TikTok, where a person chooses who can see each post, and consents.");
    }
    item.choose(Platform.TIKTOK, choices.options(at));
  }
}
