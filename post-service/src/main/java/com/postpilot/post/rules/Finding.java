package com.postpilot.post.rules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.postpilot.common.contract.Platform;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing about a post that its platform will refuse, or that its author should know.
 *
 * @param code in snake_case; clients decide by it
 * @param targetId null for what is not stored
 * @param accountId null for what concerns the whole post
 * @param field path in the post, such as {@code media[2]} or {@code targets[0].options.link}
 * @param limit a number or a text; null where there is no such thing
 * @param actual as {@code limit}: what the post has there
 * @param message what is the matter, in plain words
 * @param remedy what its author can do
 */
public record Finding(
    String code,
    Severity severity,
    @Nullable UUID targetId,
    @Nullable UUID accountId,
    @Nullable Platform platform,
    String field,
    @Nullable Object limit,
    @Nullable Object actual,
    String message,
    String remedy) {

  @JsonIgnore
  public boolean blocks() {
    return severity == Severity.BLOCKED;
  }
}
