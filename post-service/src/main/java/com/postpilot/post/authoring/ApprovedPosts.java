package com.postpilot.post.authoring;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Caller;
import com.postpilot.post.reading.PostReader;
import com.postpilot.post.reading.PostResource;
import com.postpilot.post.timeline.Timeline;
import com.postpilot.post.timeline.TimelineKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes posts of items that the queue hands over. Whoever gets no answer sends the same again,
 * under the same key: that makes one post, however often and however late it comes.
 */
@Component
class ApprovedPosts {
  private final Authoring authoring;
  private final Creations creations;
  private final PostReader reader;
  private final Timeline timeline;
  private final TransactionTemplate transaction;

  ApprovedPosts(
      Authoring authoring,
      Creations creations,
      PostReader reader,
      Timeline timeline,
      PlatformTransactionManager transactions) {
    this.authoring = authoring;
    this.creations = creations;
    this.reader = reader;
    this.timeline = timeline;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * @param contentHashes of what was approved, on each platform
   */
  record Approval(UUID by, Instant at, Map<Platform, String> contentHashes) {}

  /**
   * @param approval null where nobody had to approve it
   */
  record HandedOver(UUID itemId, @Nullable Approval approval, Authoring.Draft draft) {}

  /** Somebody else was faster. */
  private static final class MadeMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * @throws com.postpilot.common.web.Problem 409 {@code approval_required} unless exactly this
   *     content was approved for each platform
   */
  PostResource create(Caller caller, String key, HandedOver item) {
    return made(caller, key)
        .orElseGet(
            () -> {
              try {
                return make(caller, key, item);
              } catch (MadeMeanwhile e) {
                return made(caller, key).orElseThrow();
              }
            });
  }

  /**
   * @throws com.postpilot.common.web.Problem 404
   */
  PostResource read(UUID workspaceId, UUID postId) {
    return inTransaction(() -> reader.read(workspaceId, postId));
  }

  private Optional<PostResource> made(Caller caller, String key) {
    return inTransaction(
        () ->
            creations
                .find(caller.workspaceId(), key)
                .map(postId -> reader.read(caller.workspaceId(), postId)));
  }

  private PostResource make(Caller caller, String key, HandedOver item) {
    var approval = item.approval();
    return authoring.create(
        caller,
        item.draft(),
        approval == null ? caller.userId() : approval.by(),
        post -> {
          if (!creations.claim(caller.workspaceId(), key, post.id())) {
            throw new MadeMeanwhile();
          }
          post.madeOf(item.itemId());
          if (approval != null) {
            approve(post, approval);
          }
        });
  }

  private void approve(Post post, Approval approval) {
    var others =
        post.targets().stream()
            .filter(
                target ->
                    !target.contentHash().equals(approval.contentHashes().get(target.platform())))
            .map(Target::platform)
            .toList();
    if (!others.isEmpty()) {
      throw Approvals.missing(others);
    }
    post.targets().forEach(target -> target.approve(approval.by(), approval.at()));
    timeline.add(
        post.workspaceId(),
        post.id(),
        null,
        approval.at(),
        TimelineKind.APPROVED,
        "Approved in the queue.",
        Map.of("user_id", approval.by()));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(ignored -> work.get());
  }
}
