package com.postpilot.queue.caption.claude;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PlatformLimits;
import com.postpilot.queue.caption.CaptionWriter.Caption;
import com.postpilot.queue.caption.CaptionWriter.Request;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes captions of what a model wrote: a schema knows no lengths, and a model does not count. */
final class Drafts {
  private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\u200c\\u200d]]");
  private static final Pattern HASHTAGS_AT_THE_END =
      Pattern.compile("(?:\\s*#[\\p{L}\\p{M}\\p{N}_]+)+\\s*$");
  private static final Pattern NO_HASHTAG = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_]");
  private static final Pattern MANY_LINES = Pattern.compile("\\n{3,}");

  private Drafts() {}

  /** Empty if a platform has no caption that it would take. */
  static Optional<Map<Platform, Caption>> read(Request request, String answer) {
    var drafts = parse(answer);
    var captions = new EnumMap<Platform, Caption>(Platform.class);
    for (var platform : request.platforms()) {
      caption(platform, drafts.path(platform.slug()), request.language())
          .ifPresent(caption -> captions.put(platform, caption));
    }
    return captions.keySet().containsAll(request.platforms())
        ? Optional.of(captions)
        : Optional.empty();
  }

  static int mostHashtags(Platform platform) {
    var advised = PlatformLimits.of(platform).hashtags().advised();
    return switch (platform) {
      case INSTAGRAM, TIKTOK -> advised == null ? 5 : advised;
      case FACEBOOK -> 2;
    };
  }

  private static JsonNode parse(String answer) {
    try {
      return JsonMapper.shared().readTree(answer);
    } catch (JacksonException e) {
      return JsonMapper.shared().missingNode();
    }
  }

  private static Optional<Caption> caption(Platform platform, JsonNode draft, Locale language) {
    if (!draft.path("caption").isString()) {
      return Optional.empty();
    }
    var hashtags = hashtags(draft.path("hashtags"), mostHashtags(platform));
    var text = clean(draft.path("caption").asString());
    return fit(platform, text, hashtags, language).map(fitting -> new Caption(fitting, hashtags));
  }

  private static String clean(String text) {
    var plain = NO_TEXT.matcher(text.replace("\r\n", "\n")).replaceAll("");
    var caption = HASHTAGS_AT_THE_END.matcher(plain).replaceFirst("");
    return MANY_LINES.matcher(caption).replaceAll("\n\n").strip();
  }

  private static List<String> hashtags(JsonNode tags, int most) {
    var known = new HashSet<String>();
    var hashtags = new ArrayList<String>();
    for (var tag : tags) {
      var word = NO_HASHTAG.matcher(tag.asString("")).replaceAll("");
      var isWord = word.codePoints().anyMatch(Character::isLetter);
      if (isWord && hashtags.size() < most && known.add(word.toLowerCase(Locale.ROOT))) {
        hashtags.add(word);
      }
    }
    return List.copyOf(hashtags);
  }

  /** As many whole sentences as the platform takes, whatever kind of post it becomes there. */
  private static Optional<String> fit(
      Platform platform, String text, List<String> hashtags, Locale language) {
    var limit =
        PlatformLimits.of(platform).kinds().stream()
            .map(PlatformLimits.Kind::text)
            .min(Comparator.comparingInt(PlatformLimits.Text::max))
            .orElseThrow();
    var ending =
        hashtags.isEmpty()
            ? ""
            : hashtags.stream().map(tag -> "#" + tag).collect(Collectors.joining(" ", "\n\n", ""));
    var sentences = BreakIterator.getSentenceInstance(language);
    sentences.setText(text);
    for (int end = sentences.last(); end > 0; end = sentences.previous()) {
      var fitting = text.substring(0, end).strip();
      if (!fitting.isEmpty() && limit.unit().count(fitting + ending) <= limit.max()) {
        return Optional.of(fitting);
      }
    }
    return Optional.empty();
  }
}
