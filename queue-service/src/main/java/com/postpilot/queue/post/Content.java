package com.postpilot.queue.post;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.post.PostClient.CheckRequest;
import com.postpilot.queue.post.PostClient.CheckTarget;
import com.postpilot.queue.post.PostClient.Finding;
import com.postpilot.queue.post.PostClient.FromUrlRequest;
import com.postpilot.queue.post.PostClient.Medium;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What post-service makes of the content of an item. */
@Component
public class Content {
  /** What every platform takes in one post. */
  private static final int MAX_PICTURES = 10;

  private final PostService posts;

  Content(PostService posts) {
    this.posts = posts;
  }

  /**
   * @param media the pictures as post-service has them, in order
   */
  public record Accepted(List<UUID> media, Map<Platform, String> hashes) {}

  /**
   * Takes in the pictures of the product and has the content judged.
   *
   * @throws Problem 422 with everything that has to be mended, or 503
   */
  public Accepted accepted(Item item, UUID askedBy) {
    var media = takeIn(item, askedBy);
    var answer =
        posts.ask(post -> post.check(item.workspaceId(), new CheckRequest(media, targets(item))));
    var blocking =
        answer.findings().stream().filter(finding -> finding.severity().equals("blocked")).toList();
    if (!blocking.isEmpty()) {
      throw Problem.invalid(blocking.stream().map(Content::error).toList());
    }
    return new Accepted(media.stream().map(Medium::id).toList(), answer.contentHashes());
  }

  private List<Medium> takeIn(Item item, UUID askedBy) {
    var media = new ArrayList<Medium>();
    var images = item.product().facts().images();
    for (int i = 0; i < Math.min(images.size(), MAX_PICTURES); i++) {
      var request = new FromUrlRequest(images.get(i));
      try {
        media.add(posts.ask(post -> post.takeIn(item.workspaceId(), askedBy, request)));
      } catch (Problem refusal) {
        if (refusal.code() == ProblemCode.DEPENDENCY_UNAVAILABLE) {
          throw refusal;
        }
        throw Problem.invalid(
            "product.images[%d]".formatted(i),
            "not_usable",
            Objects.requireNonNullElse(refusal.getMessage(), refusal.code().title()));
      }
    }
    return media;
  }

  private static List<CheckTarget> targets(Item item) {
    return item.captions().entrySet().stream()
        .map(
            caption ->
                new CheckTarget(
                    caption.getKey(),
                    caption.getValue().caption(),
                    caption.getValue().hashtags(),
                    item.options().getOrDefault(caption.getKey(), Map.of())))
        .toList();
  }

  private static FieldError error(Finding finding) {
    var platform = finding.platform();
    return new FieldError(
        Objects.requireNonNullElse(finding.field(), "captions"),
        finding.code(),
        (platform == null ? "" : platform.displayName() + ": ")
            + finding.message()
            + " "
            + finding.remedy());
  }
}
