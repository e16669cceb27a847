package com.postpilot.demo.client;

import com.postpilot.demo.product.Product;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A product on its way to a post, as PostPilot's queue shows it. */
public record Item(
    UUID id,
    String status,
    Product product,
    Map<Platform, Caption> captions,
    @Nullable Failure failure,
    @Nullable UUID postId) {

  public Item {
    captions = Map.copyOf(captions);
  }

  /**
   * What is written under a picture on one platform.
   *
   * @param hashtags without the sign
   * @param unsupported what it claims and the product's facts do not bear out
   */
  public record Caption(
      String caption, List<String> hashtags, @Nullable String writer, List<Claim> unsupported) {

    public Caption {
      hashtags = List.copyOf(hashtags);
      unsupported = List.copyOf(unsupported);
    }

    /** As a follower reads it. */
    public String rendered() {
      var tags = hashtags.stream().map(tag -> "#" + tag).collect(Collectors.joining(" "));
      return tags.isEmpty() ? caption : caption + "\n\n" + tags;
    }
  }

  /**
   * A part of a caption.
   *
   * @param reason a sentence
   */
  public record Claim(String text, String reason) {}

  /**
   * @param message what happened, in plain words
   */
  public record Failure(String code, String message) {}

  public boolean isBeingWritten() {
    return status.equals("GENERATING");
  }

  public boolean isInReview() {
    return status.equals("IN_REVIEW");
  }

  public boolean isPublished() {
    return status.equals("PUBLISHED");
  }
}
