package com.postpilot.post.rules;

import com.postpilot.common.contract.PlatformLimits.Images;
import com.postpilot.common.contract.PlatformLimits.Range;

/** What a picture must be. Each one that is not is named. */
final class PictureRules {
  /** Below this nobody sees that something was cut off. */
  private static final double VISIBLE = 0.01;

  private PictureRules() {}

  static void each(Candidate candidate, Findings findings) {
    var images = candidate.kind().images();
    for (int i = 0; i < candidate.media().size(); i++) {
      var medium = candidate.media().get(i);
      if (!medium.isVideo()) {
        altText(candidate, i, medium, findings);
        if (images != null) {
          file(candidate, i, medium, images, findings);
          shape(candidate, i, medium, images, findings);
        }
      }
    }
  }

  private static void altText(Candidate candidate, int index, Medium picture, Findings findings) {
    var max = candidate.limits().altText();
    var text = picture.altText();
    if (text != null && max != null && text.length() > max) {
      findings.block(
          "alt_text_too_long",
          candidate.place().medium(index) + ".alt_text",
          max,
          text.length(),
          "The alternative text has %d characters; %s takes %d."
              .formatted(text.length(), candidate.name(), max),
          "Shorten it.");
    }
  }

  private static void file(
      Candidate candidate, int index, Medium picture, Images limits, Findings findings) {
    if (!limits.types().contains(picture.type())) {
      findings.block(
          "media_type_not_taken",
          candidate.place().medium(index),
          String.join(", ", limits.types()),
          picture.type(),
          "%s does not take %s.".formatted(candidate.name(), picture.type()),
          "Upload the picture as a JPEG.");
    }
    if (picture.bytes() > limits.bytes()) {
      findings.block(
          "media_too_large",
          candidate.place().medium(index),
          limits.bytes(),
          picture.bytes(),
          "The picture has %s; %s takes %s."
              .formatted(
                  Words.megabytes(picture.bytes()),
                  candidate.name(),
                  Words.megabytes(limits.bytes())),
          "Save it smaller or with stronger compression, and upload it again.");
    }
  }

  private static void shape(
      Candidate candidate, int index, Medium picture, Images limits, Findings findings) {
    var ratio = picture.ratio();
    if (picture.width() == null || picture.height() == null || ratio == null) {
      findings.warn(
          "media_not_measured",
          candidate.place().medium(index),
          null,
          null,
          "How large the picture is, is not known.",
          "Upload it again.");
      return;
    }
    if (!limits.ratio().holds(ratio)) {
      findings.block(
          "ratio_not_taken",
          candidate.place().medium(index),
          Words.range(limits.ratio()),
          Words.ratio(ratio),
          "The picture is too %s: its width is %s of its height, %s takes %s."
              .formatted(
                  tooWide(limits.ratio(), ratio) ? "wide" : "tall",
                  Words.ratio(ratio),
                  candidate.name(),
                  Words.range(limits.ratio())),
          "Crop it, or add a margin: the library makes a variant that fits (POST /media/{id}/variants).");
    }
    if (!limits.width().holds(picture.width())) {
      findings.block(
          "media_too_small",
          candidate.place().medium(index),
          Words.range(limits.width()),
          picture.width(),
          "The picture is %d pixels wide; %s takes %s."
              .formatted(picture.width(), candidate.name(), Words.range(limits.width())),
          "Take a larger one.");
    }
    side(
        candidate,
        index,
        "shorter",
        Math.min(picture.width(), picture.height()),
        limits.shortSide(),
        findings);
    side(
        candidate,
        index,
        "longer",
        Math.max(picture.width(), picture.height()),
        limits.longSide(),
        findings);
  }

  private static void side(
      Candidate candidate, int index, String which, int pixels, Range limit, Findings findings) {
    if (!limit.holds(pixels)) {
      findings.block(
          "media_dimensions",
          candidate.place().medium(index),
          Words.range(limit),
          pixels,
          "The %s side of the picture has %d pixels; %s takes %s."
              .formatted(which, pixels, candidate.name(), Words.range(limit)),
          "Scale it down, and upload it again.");
    }
  }

  private static boolean tooWide(Range limit, double ratio) {
    return limit.max() != null && ratio > limit.max();
  }

  /** Instagram shows all of a carousel in the shape of its first medium. */
  static void carousel(Candidate candidate, Findings findings) {
    var images = candidate.kind().images();
    if (images == null || images.ratio().max() == null || candidate.media().size() < 2) {
      return;
    }
    var first = candidate.media().getFirst().ratio();
    for (int i = 1; i < candidate.media().size(); i++) {
      var ratio = candidate.media().get(i).ratio();
      if (first != null && ratio != null && Math.abs(ratio / first - 1) > VISIBLE) {
        findings.warn(
            "cropped_in_carousel",
            candidate.place().medium(i),
            Words.ratio(first),
            Words.ratio(ratio),
            "%s crops everything in a carousel to the shape of its first medium (%s); this one is %s."
                .formatted(candidate.name(), Words.ratio(first), Words.ratio(ratio)),
            "Give it the same shape, or check that nothing important is cut off.");
      }
    }
  }
}
