package com.postpilot.queue.item;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one platform gets to read.
 *
 * @param hashtags without {@code #}
 * @param writer who wrote it, such as {@code template}; null for a person
 */
public record Caption(
    String caption, List<String> hashtags, @Nullable String writer, List<Unsupported> unsupported) {

  public Caption {
    hashtags = List.copyOf(hashtags);
    unsupported = List.copyOf(unsupported);
  }

  /** The same words, with these findings; what a person answers for already he need not again. */
  Caption with(List<Unsupported> found) {
    return new Caption(
        caption, hashtags, writer, found.stream().map(this::asAcceptedBefore).toList());
  }

  private Unsupported asAcceptedBefore(Unsupported found) {
    return unsupported.stream()
        .filter(before -> before.acceptedBy() != null && before.saysTheSameAs(found))
        .findFirst()
        .map(
            before ->
                new Unsupported(
                    found.start(),
                    found.end(),
                    found.text(),
                    found.kind(),
                    found.reason(),
                    before.acceptedBy()))
        .orElse(found);
  }
}
