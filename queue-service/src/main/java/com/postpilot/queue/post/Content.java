package com.postpilot.queue.post;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.post.PostClient.CheckRequest;
import com.postpilot.queue.post.PostClient.CheckResponse;
import com.postpilot.queue.post.PostClient.CheckTarget;
import com.postpilot.queue.post.PostClient.Finding;
import com.postpilot.queue.post.PostClient.FromUrlRequest;
import com.postpilot.queue.post.PostClient.Medium;
import java.util.ArrayList;
import java.util.Collection;
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
   * Takes in the pictures of the product, unless the item has media of its own, and has the content
   * judged.
   *
   * @throws Problem 422 with everything that has to be mended, or 503
   */
  public Accepted accepted(Item item, UUID askedBy) {
    var media =
        item.media().isEmpty()
            ? takeIn(item, askedBy)
            : item.media().stream().map(Medium::new).toList();
    return accepted(item, media);
  }

  /**
   * Has the content judged with these pictures.
   *
   * @throws Problem as above
   */
  Accepted accepted(Item item, Collection<UUID> media) {
    return accepted(item, media.stream().map(Medium::new).toList());
  }

  /**
   * Whether the pictures of the product are still those that were approved: other bytes at the same
   * address are another picture. One that cannot be fetched at the moment is taken for unchanged;
   * what is published is the approved one in any case.
   *
   * @param approved as post-service has them, in order
   * @throws Problem 503
   */
  public boolean isStillShown(Item item, List<UUID> approved, UUID askedBy) {
    if (!item.media().isEmpty()) {
      return true;
    }
    var images = item.product().facts().images();
    for (int i = 0; i < Math.min(images.size(), approved.size()); i++) {
      var request = new FromUrlRequest(images.get(i));
      try {
        var present = posts.ask(post -> post.takeIn(item.workspaceId(), askedBy, request));
        if (!present.id().equals(approved.get(i))) {
          return false;
        }
      } catch (Problem refusal) {
        if (refusal.code() == ProblemCode.DEPENDENCY_UNAVAILABLE) {
          throw refusal;
        }
      }
    }
    return true;
  }

  private Accepted accepted(Item item, List<Medium> media) {
    var answer = judged(item, media);
    var blocking =
        answer.findings().stream().filter(finding -> finding.severity().equals("blocked")).toList();
    if (!blocking.isEmpty()) {
      throw Problem.invalid(blocking.stream().map(Content::error).toList());
    }
    return new Accepted(media.stream().map(Medium::id).toList(), answer.contentHashes());
  }

  private CheckResponse judged(Item item, List<Medium> media) {
    try {
      return posts.ask(
          post -> post.check(item.workspaceId(), new CheckRequest(media, targets(item))));
    } catch (Problem refusal) {
      if (refusal.code() != ProblemCode.NOT_FOUND || refusal.errors().isEmpty()) {
        throw refusal;
      }
      throw Problem.invalid(refusal.errors()); // a medium, and not the item, is not there
    }
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
            "The picture %s cannot be used. %s Put it right, or give the item media of its own."
                .formatted(request.url(), reason(refusal)));
      }
    }
    return media;
  }

  private static String reason(Problem refusal) {
    return refusal.errors().isEmpty()
        ? Objects.requireNonNullElse(refusal.getMessage(), refusal.code().title())
        : refusal.errors().getFirst().message();
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
