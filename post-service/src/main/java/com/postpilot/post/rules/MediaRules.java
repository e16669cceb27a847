package com.postpilot.post.rules;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.PostKind;
import java.util.List;

/** Which media together make a post. */
final class MediaRules {
  private MediaRules() {}

  /** Each medium of a kind that has no place in this post is named. */
  static void kinds(Candidate candidate, Findings findings) {
    var kind = candidate.kind();
    for (int i = 0; i < candidate.media().size(); i++) {
      var medium = candidate.media().get(i).kind();
      if (!kind.mediaKinds().contains(medium)) {
        findings.block(
            "media_kind_not_possible",
            candidate.place().medium(i),
            name(kind.mediaKinds()),
            name(List.of(medium)),
            kind.kind() == PostKind.REEL
                ? "A reel is one video, and this is a picture."
                : "%s publishes a video alone, or pictures: not both in one post."
                    .formatted(candidate.name()),
            medium == MediaKind.VIDEO
                ? "Remove the video, or make it a post of its own."
                : "Remove the picture, or make a post without the video.");
      }
    }
  }

  static void count(Candidate candidate, Findings findings) {
    var kind = candidate.kind();
    int count = candidate.media().size();
    if (count < kind.mediaMin()) {
      findings.block(
          "media_missing",
          "media",
          kind.mediaMin(),
          count,
          kind.kind() == PostKind.REEL
              ? "A reel is one video; this post has none."
              : "%s publishes no text alone: the post has no picture and no video."
                  .formatted(candidate.name()),
          "Add %s.".formatted(name(kind.mediaKinds())));
    } else if (count > kind.mediaMax()) {
      findings.block(
          "too_many_media",
          "media",
          kind.mediaMax(),
          count,
          "%s takes %d to %d media in such a post; this one has %d."
              .formatted(candidate.name(), kind.mediaMin(), kind.mediaMax(), count),
          "Remove %d of them.".formatted(count - kind.mediaMax()));
    }
  }

  static void chosenKind(Candidate candidate, Findings findings) {
    if (candidate.kind().kind() == PostKind.REEL
        && PostKind.FEED.name().equals(candidate.option("kind"))) {
      findings.warn(
          "published_as_reel",
          candidate.place().option("kind"),
          PostKind.REEL.name(),
          PostKind.FEED.name(),
          "A single video goes out as a reel: %s has no other kind of video."
              .formatted(candidate.name()),
          "Nothing, if a reel is fine.");
    }
  }

  private static String name(List<MediaKind> kinds) {
    if (kinds.size() > 1) {
      return "a picture or a video";
    }
    return kinds.getFirst() == MediaKind.VIDEO ? "a video" : "a picture";
  }
}
