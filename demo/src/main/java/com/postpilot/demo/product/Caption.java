package com.postpilot.demo.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is written under a product's picture: what its shop says about it, and nothing else.
 *
 * @param hashtags without the sign
 */
public record Caption(String text, List<String> hashtags) {
  /** Room for title, price and hashtags in the 2,200 characters that Instagram takes. */
  private static final int MAX_DESCRIPTION = 1_500;

  /** More are read as spam. */
  private static final int MAX_HASHTAGS = 5;

  public Caption {
    hashtags = List.copyOf(hashtags);
  }

  public static Caption of(Product product) {
    var paragraphs = new ArrayList<String>();
    paragraphs.add(product.title());
    if (!product.description().isEmpty()) {
      paragraphs.add(shortened(product.description()));
    }
    if (product.price() != null) {
      paragraphs.add("Price: " + product.price().sentence());
    }
    return new Caption(
        String.join("\n\n", paragraphs),
        product.tags().stream()
            .map(Caption::hashtag)
            .filter(tag -> tag.chars().anyMatch(Character::isLetter))
            .distinct()
            .limit(MAX_HASHTAGS)
            .toList());
  }

  /** As a follower reads it. */
  public String rendered() {
    var tags = hashtags.stream().map(tag -> "#" + tag).collect(Collectors.joining(" "));
    return tags.isEmpty() ? text : text + "\n\n" + tags;
  }

  private static String shortened(String description) {
    if (description.length() <= MAX_DESCRIPTION) {
      return description;
    }
    int end = description.lastIndexOf(' ', MAX_DESCRIPTION - 1);
    return description.substring(0, end > 0 ? end : MAX_DESCRIPTION - 1) + "…";
  }

  private static String hashtag(String tag) {
    return tag.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
  }
}
