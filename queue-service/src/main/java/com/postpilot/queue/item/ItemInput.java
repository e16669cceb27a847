package com.postpilot.queue.item;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem.FieldError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What requests for items share: the parts of one, and what is wrong with them. */
public final class ItemInput {
  /** More than any platform takes; what one takes is checked when an item is approved. */
  private static final int MAX_CAPTION = 63_206;

  private static final int MAX_HASHTAGS = 60;

  /** What every platform takes in one post. */
  private static final int MAX_MEDIA = 10;

  private static final int MAX_LANGUAGE = 35;
  private static final Pattern HASHTAG = Pattern.compile("#?[\\p{L}\\p{M}\\p{N}_]{1,100}");

  private final String prefix;
  private final List<FieldError> errors;

  /**
   * @param prefix of the names of the fields, such as {@code items[3].}
   * @param errors gets everything that is wrong
   */
  public ItemInput(String prefix, List<FieldError> errors) {
    this.prefix = prefix;
    this.errors = errors;
  }

  /** All platforms, if none is named. */
  public Set<Platform> platforms(@Nullable List<@Nullable Platform> platforms) {
    var named = EnumSet.noneOf(Platform.class);
    if (platforms == null) {
      return EnumSet.allOf(Platform.class);
    }
    if (platforms.isEmpty()) {
      refuse("platforms", "not_empty", "Name at least one platform, or leave this out.");
    }
    for (int i = 0; i < platforms.size(); i++) {
      var platform = platforms.get(i);
      if (platform == null) {
        refuse("platforms[%d]".formatted(i), "not_null", "This is required.");
      } else if (!named.add(platform)) {
        refuse("platforms[%d]".formatted(i), "duplicate", "This platform is in the list already.");
      }
    }
    return named;
  }

  /** English, if none is named. */
  public Locale language(@Nullable String language) {
    if (language == null) {
      return Locale.ENGLISH;
    }
    try {
      var locale = new Locale.Builder().setLanguageTag(language).build();
      if (!locale.getLanguage().isEmpty() && language.length() <= MAX_LANGUAGE) {
        return locale;
      }
    } catch (IllformedLocaleException e) {
      // The same answer as for a tag without a language.
    }
    refuse("language", "invalid", "This must be the tag of a language, such as en or de-AT.");
    return Locale.ROOT;
  }

  void caption(String field, @Nullable String caption) {
    if (caption == null || caption.isBlank()) {
      refuse(field, "not_blank", "This is required.");
    } else if (caption.length() > MAX_CAPTION) {
      refuse(field, "size", "At most %d characters are taken.".formatted(MAX_CAPTION));
    }
  }

  /** Without {@code #}. */
  List<String> hashtags(String field, @Nullable List<@Nullable String> hashtags) {
    if (hashtags == null) {
      return List.of();
    }
    if (hashtags.size() > MAX_HASHTAGS) {
      refuse(field, "size", "At most %d hashtags are taken.".formatted(MAX_HASHTAGS));
      return List.of();
    }
    var plain = new ArrayList<String>();
    for (int i = 0; i < hashtags.size(); i++) {
      var tag = hashtags.get(i);
      if (tag == null || !HASHTAG.matcher(tag).matches()) {
        refuse(
            "%s[%d]".formatted(field, i),
            "invalid",
            "A hashtag has 1 to 100 letters, digits or underscores.");
      } else {
        plain.add(tag.startsWith("#") ? tag.substring(1) : tag);
      }
    }
    return plain;
  }

  /** None, if the pictures of the product are wanted. */
  List<UUID> media(@Nullable List<@Nullable ItemMedium> media) {
    if (media == null) {
      return List.of();
    }
    if (media.isEmpty() || media.size() > MAX_MEDIA) {
      refuse(
          "media",
          "size",
          "Give 1 to %d media, or none to show the pictures of the product.".formatted(MAX_MEDIA));
      return List.of();
    }
    var ids = new LinkedHashSet<UUID>();
    for (int i = 0; i < media.size(); i++) {
      var medium = media.get(i);
      var id = medium == null ? null : medium.id();
      if (id == null) {
        refuse("media[%d].id".formatted(i), "not_null", "This is required.");
      } else if (!ids.add(id)) {
        refuse("media[%d].id".formatted(i), "duplicate", "This medium is in the list already.");
      }
    }
    return List.copyOf(ids);
  }

  void refuse(String field, String code, String message) {
    errors.add(new FieldError(prefix + field, code, message));
  }
}
