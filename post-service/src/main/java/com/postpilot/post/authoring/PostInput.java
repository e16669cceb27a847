package com.postpilot.post.authoring;

import com.postpilot.common.web.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What creating and changing a post share: the parts of a request, and what is wrong with them. */
final class PostInput {
  /** More than any platform takes; what one takes is checked when a post is scheduled. */
  private static final int MAX_CAPTION = 63_206;

  private static final int MAX_HASHTAGS = 60;
  private static final int MAX_MEDIA = 35;
  private static final int MAX_TARGETS = 50;
  private static final int MAX_ALT_TEXT = 1_000;
  private static final int MAX_URL = 2_048;
  private static final Pattern HASHTAG = Pattern.compile("#?[\\p{L}\\p{M}\\p{N}_]{1,100}");

  private final List<Problem.FieldError> errors = new ArrayList<>();

  /** A picture of the library, or one to be fetched into it. */
  record MediaInput(@Nullable UUID id, @Nullable String url, @Nullable String altText) {}

  /** A medium of the library that one account publishes, for example a variant. */
  record TargetMediaInput(@Nullable UUID id) {}

  /**
   * @param media instead of the post's; null for those
   */
  record TargetInput(
      @Nullable UUID accountId,
      @Nullable String caption,
      @Nullable List<@Nullable TargetMediaInput> media,
      @Nullable Map<String, @Nullable Object> options) {

    List<UUID> mediaIds() {
      return media == null
          ? List.of()
          : media.stream()
              .map(one -> Objects.requireNonNull(Objects.requireNonNull(one).id()))
              .toList();
    }

    UUID account() {
      return Objects.requireNonNull(accountId);
    }

    Map<String, Object> givenOptions() {
      return options == null ? Map.of() : Map.copyOf(options);
    }
  }

  PostInput caption(String field, @Nullable String caption) {
    if (caption != null && caption.length() > MAX_CAPTION) {
      refuse(field, "size", "At most %d characters are taken.".formatted(MAX_CAPTION));
    }
    return this;
  }

  PostInput hashtags(List<@Nullable String> hashtags) {
    return hashtags("hashtags", hashtags);
  }

  PostInput hashtags(String field, List<@Nullable String> hashtags) {
    if (hashtags.size() > MAX_HASHTAGS) {
      refuse(field, "size", "At most %d hashtags are taken.".formatted(MAX_HASHTAGS));
      return this;
    }
    for (int i = 0; i < hashtags.size(); i++) {
      var tag = hashtags.get(i);
      if (tag == null || !HASHTAG.matcher(tag).matches()) {
        refuse(
            "%s[%d]".formatted(field, i),
            "invalid",
            "A hashtag has 1 to 100 letters, digits or underscores.");
      }
    }
    return this;
  }

  PostInput media(List<@Nullable MediaInput> media) {
    if (media.size() > MAX_MEDIA) {
      refuse("media", "size", "At most %d media are taken.".formatted(MAX_MEDIA));
      return this;
    }
    var seen = new HashSet<UUID>();
    for (int i = 0; i < media.size(); i++) {
      var field = "media[%d]".formatted(i);
      var one = media.get(i);
      if (one == null || (one.id() == null) == (one.url() == null)) {
        refuse(field, "invalid", "Give either the id of a medium or a url.");
        continue;
      }
      if (one.url() != null && one.url().length() > MAX_URL) {
        refuse(field + ".url", "size", "At most %d characters are taken.".formatted(MAX_URL));
      }
      if (one.altText() != null && one.url() == null) {
        refuse(field + ".alt_text", "invalid", "The alt text belongs to the medium itself.");
      }
      if (one.altText() != null && one.altText().length() > MAX_ALT_TEXT) {
        refuse(
            field + ".alt_text",
            "size",
            "At most %d characters are taken.".formatted(MAX_ALT_TEXT));
      }
      if (one.id() != null && !seen.add(one.id())) {
        refuse(field + ".id", "duplicate", "This medium is in the list already.");
      }
    }
    return this;
  }

  PostInput targets(@Nullable List<@Nullable TargetInput> targets) {
    if (targets == null || targets.isEmpty()) {
      refuse("targets", "not_empty", "A post needs at least one account.");
      return this;
    }
    if (targets.size() > MAX_TARGETS) {
      refuse("targets", "size", "At most %d accounts are taken.".formatted(MAX_TARGETS));
      return this;
    }
    var seen = new HashSet<UUID>();
    for (int i = 0; i < targets.size(); i++) {
      var field = "targets[%d]".formatted(i);
      var one = targets.get(i);
      if (one == null || one.accountId() == null) {
        refuse(field + ".account_id", "not_null", "This is required.");
        continue;
      }
      if (!seen.add(one.accountId())) {
        refuse(field + ".account_id", "duplicate", "This account is in the list already.");
      }
      caption(field + ".caption", one.caption());
      if (one.media() != null) {
        ownMedia(field + ".media", one.media());
      }
    }
    return this;
  }

  private void ownMedia(String field, List<@Nullable TargetMediaInput> media) {
    if (media.isEmpty() || media.size() > MAX_MEDIA) {
      refuse(
          field,
          "size",
          "Give 1 to %d media, or none to publish those of the post.".formatted(MAX_MEDIA));
      return;
    }
    var seen = new HashSet<UUID>();
    for (int i = 0; i < media.size(); i++) {
      var one = media.get(i);
      if (one == null || one.id() == null) {
        refuse("%s[%d].id".formatted(field, i), "not_null", "This is required.");
      } else if (!seen.add(one.id())) {
        refuse("%s[%d].id".formatted(field, i), "duplicate", "This medium is in the list already.");
      }
    }
  }

  /** The ids of targets that a request picks; none at all picks them all. */
  PostInput targetIds(@Nullable List<@Nullable UUID> ids) {
    if (ids == null) {
      return this;
    }
    if (ids.isEmpty()) {
      refuse("target_ids", "not_empty", "Name at least one target, or leave this out.");
    }
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) == null) {
        refuse("target_ids[%d]".formatted(i), "not_null", "This is required.");
      } else if (ids.indexOf(ids.get(i)) < i) {
        refuse("target_ids[%d]".formatted(i), "duplicate", "This target is in the list already.");
      }
    }
    return this;
  }

  void refuse(String field, String code, String message) {
    errors.add(new Problem.FieldError(field, code, message));
  }

  /**
   * @throws Problem 422 that names everything that was refused
   */
  void check() {
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }
}
