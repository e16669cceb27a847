package com.postpilot.post.rules;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a candidate stands in its post, so that findings can name the field that they are about.
 *
 * @param index among the targets
 * @param ownCaption whether the text is the target's own
 */
public record Place(@Nullable UUID targetId, UUID accountId, int index, boolean ownCaption) {

  String account() {
    return "targets[%d].account_id".formatted(index);
  }

  String caption() {
    return ownCaption ? "targets[%d].caption".formatted(index) : "caption";
  }

  String option(String name) {
    return "targets[%d].options.%s".formatted(index, name);
  }

  static String medium(int index) {
    return "media[%d]".formatted(index);
  }
}
