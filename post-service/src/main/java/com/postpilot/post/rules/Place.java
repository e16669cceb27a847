package com.postpilot.post.rules;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a candidate stands in its post, so that findings can name the field that they are about.
 *
 * @param index among the targets
 * @param ownCaption whether the text is the target's own
 * @param ownMedia whether the media are
 */
public record Place(
    @Nullable UUID targetId,
    @Nullable UUID accountId,
    int index,
    boolean ownCaption,
    boolean ownMedia) {

  String account() {
    return "targets[%d].account_id".formatted(index);
  }

  String caption() {
    return ownCaption ? "targets[%d].caption".formatted(index) : "caption";
  }

  String option(String name) {
    return "targets[%d].options.%s".formatted(index, name);
  }

  String medium(int medium) {
    return ownMedia
        ? "targets[%d].media[%d]".formatted(index, medium)
        : "media[%d]".formatted(medium);
  }
}
