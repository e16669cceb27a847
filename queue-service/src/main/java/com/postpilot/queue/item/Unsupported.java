package com.postpilot.queue.item;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claim in a caption that the facts of the product do not bear out.
 *
 * @param start offset of its first character in the caption, in UTF-16 units
 * @param end offset behind its last
 * @param kind such as {@code PRICE}
 * @param acceptedBy the person who answers for it
 */
public record Unsupported(
    int start, int end, String text, String kind, String reason, @Nullable UUID acceptedBy) {

  public Unsupported accepted(UUID by) {
    return new Unsupported(start, end, text, kind, reason, by);
  }

  /** Whether both are the same words at the same place. */
  public boolean isAbout(Unsupported other) {
    return start == other.start && end == other.end && kind.equals(other.kind);
  }

  boolean saysTheSameAs(Unsupported other) {
    return text.equals(other.text) && kind.equals(other.kind);
  }
}
