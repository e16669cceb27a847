package com.postpilot.post.rules;

import com.postpilot.common.contract.TextUnit;
import java.util.regex.Pattern;

/** What a text may hold. */
final class TextRules {
  /** As the platforms link them: also behind a letter, also with the wide sign of East Asia. */
  private static final Pattern HASHTAG = Pattern.compile("[#＃][\\p{L}\\p{M}\\p{N}_]+");

  /** A name behind an at sign; what stands behind a letter is a mail address. */
  private static final Pattern MENTION =
      Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}_.])[@＠][A-Za-z0-9_.]+");

  private TextRules() {}

  static int hashtagsIn(String text) {
    return (int) HASHTAG.matcher(text).results().count();
  }

  static int mentionsIn(String text) {
    return (int) MENTION.matcher(text).results().count();
  }

  static void length(Candidate candidate, Findings findings) {
    var limit = candidate.kind().text();
    int length = limit.unit().count(candidate.text());
    if (length > limit.max()) {
      findings.block(
          "text_too_long",
          candidate.place().caption(),
          limit.max(),
          length,
          "With its hashtags the text has %d characters; %s takes %d."
              .formatted(length, candidate.name(), limit.max()),
          "Shorten it by %d characters.".formatted(length - limit.max()));
      return;
    }
    int units = TextUnit.UTF16_UNITS.count(candidate.text());
    if (units > limit.max()) {
      findings.warn(
          "text_may_be_too_long",
          candidate.place().caption(),
          limit.max(),
          units,
          "The text has %d characters if an emoji counts as two; %s takes %d and does not say how it counts."
              .formatted(units, candidate.name(), limit.max()),
          "Shorten it by %d characters to be safe.".formatted(units - limit.max()));
    }
  }

  static void hashtags(Candidate candidate, Findings findings) {
    var limit = candidate.limits().hashtags();
    int count = hashtagsIn(candidate.text());
    if (limit.max() != null && count > limit.max()) {
      findings.block(
          "too_many_hashtags",
          "hashtags",
          limit.max(),
          count,
          "The text has %d hashtags; %s takes %d.".formatted(count, candidate.name(), limit.max()),
          "Remove %d of them.".formatted(count - limit.max()));
    } else if (limit.advised() != null && count > limit.advised()) {
      findings.warn(
          "many_hashtags",
          "hashtags",
          limit.advised(),
          count,
          "The text has %d hashtags; %s is reported to show a post with more than %d to fewer people."
              .formatted(count, candidate.name(), limit.advised()),
          "Keep the %d that matter most.".formatted(limit.advised()));
    }
  }

  static void mentions(Candidate candidate, Findings findings) {
    var limit = candidate.limits().mentions();
    int count = mentionsIn(candidate.text());
    if (limit.max() != null && count > limit.max()) {
      findings.block(
          "too_many_mentions",
          candidate.place().caption(),
          limit.max(),
          count,
          "The text mentions %d accounts; %s takes %d."
              .formatted(count, candidate.name(), limit.max()),
          "Remove %d of the mentions.".formatted(count - limit.max()));
    }
  }
}
