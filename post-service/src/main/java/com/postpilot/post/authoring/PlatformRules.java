package com.postpilot.post.authoring;

import com.postpilot.common.contract.MediaKind;
import java.util.regex.Pattern;

/**
 * What cannot be sent to a platform at all, refused when a post is scheduled. What the platform may
 * judge otherwise tomorrow (the shape of a picture, say) is left to it.
 */
final class PlatformRules {
  private static final int INSTAGRAM_TEXT = 2_200;
  private static final int INSTAGRAM_MEDIA = 10;
  private static final int INSTAGRAM_HASHTAGS = 30;
  private static final int FACEBOOK_TEXT = 63_206;
  private static final int TIKTOK_TEXT = 4_000;
  private static final int TIKTOK_MEDIA = 35;
  private static final Pattern HASHTAG = Pattern.compile("#[\\p{L}\\p{M}\\p{N}_]+");

  private PlatformRules() {}

  /**
   * @throws com.postpilot.common.web.Problem 422
   */
  static void check(Iterable<Target> targets) {
    var findings = new PostInput();
    for (var target : targets) {
      switch (target.platform()) {
        case INSTAGRAM -> {
          text(findings, target, INSTAGRAM_TEXT);
          media(findings, target, 1, INSTAGRAM_MEDIA);
          if (HASHTAG.matcher(target.renderedText()).results().count() > INSTAGRAM_HASHTAGS) {
            findings.refuse("hashtags", "size", "Instagram takes at most 30 hashtags.");
          }
          if ("REEL".equals(target.options().get("kind")) && !singleVideo(target)) {
            findings.refuse("media", "invalid", "A reel is one video.");
          }
        }
        case FACEBOOK -> {
          text(findings, target, FACEBOOK_TEXT);
          if (target.renderedText().isBlank()
              && target.renderedMedia().isEmpty()
              && !target.options().containsKey("link")) {
            findings.refuse("caption", "not_empty", "Facebook needs a text, a picture or a link.");
          }
        }
        case TIKTOK -> {
          text(findings, target, TIKTOK_TEXT);
          media(findings, target, 1, TIKTOK_MEDIA);
        }
      }
    }
    findings.check();
  }

  private static boolean singleVideo(Target target) {
    return target.renderedMedia().size() == 1
        && target.renderedMedia().getFirst().kind() == MediaKind.VIDEO;
  }

  private static void text(PostInput findings, Target target, int max) {
    int length = target.renderedText().codePointCount(0, target.renderedText().length());
    if (length > max) {
      findings.refuse(
          "caption",
          "size",
          "With its hashtags this has %d characters; %s takes %d."
              .formatted(length, name(target), max));
    }
  }

  private static void media(PostInput findings, Target target, int min, int max) {
    int count = target.renderedMedia().size();
    if (count < min || count > max) {
      findings.refuse(
          "media",
          "size",
          "%s takes %d to %d media; this post has %d.".formatted(name(target), min, max, count));
    }
  }

  private static String name(Target target) {
    return switch (target.platform()) {
      case INSTAGRAM -> "Instagram";
      case FACEBOOK -> "Facebook";
      case TIKTOK -> "TikTok";
    };
  }
}
