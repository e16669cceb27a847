package com.postpilot.post.rules;

import com.postpilot.common.contract.PlatformLimits.Range;
import com.postpilot.common.contract.PlatformLimits.Videos;
import com.postpilot.post.rules.Medium.Film;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a video must be. What nobody found out about it is warned of, not assumed. */
final class VideoRules {
  private VideoRules() {}

  static void each(Candidate candidate, Findings findings) {
    var limits = candidate.kind().videos();
    for (int i = 0; i < candidate.media().size(); i++) {
      var medium = candidate.media().get(i);
      if (medium.isVideo() && limits != null) {
        var one = new One(candidate, i, findings);
        file(one, medium, limits);
        film(one, medium.film(), limits);
        one.within("video_duration", "lasts %s seconds", seconds(medium), limits.seconds());
        one.within(
            "video_frame_rate",
            "has %s frames a second",
            medium.film() == null ? null : medium.film().framesPerSecond(),
            limits.framesPerSecond());
        one.within("video_width", "is %s pixels wide", number(medium.width()), limits.width());
        one.within("video_height", "is %s pixels high", number(medium.height()), limits.height());
        one.within("ratio_not_taken", "has the ratio %s", medium.ratio(), limits.ratio());
      }
    }
  }

  private static void file(One one, Medium video, Videos limits) {
    if (!limits.types().contains(video.type())) {
      one.findings.block(
          "media_type_not_taken",
          one.candidate.place().medium(one.index),
          String.join(", ", limits.types()),
          video.type(),
          "%s does not take %s.".formatted(one.candidate.name(), video.type()),
          "Export the video as MP4, and upload it again.");
    }
    if (limits.bytes() != null && video.bytes() > limits.bytes()) {
      one.findings.block(
          "media_too_large",
          one.candidate.place().medium(one.index),
          limits.bytes(),
          video.bytes(),
          "The video has %s; %s takes %s."
              .formatted(
                  Words.megabytes(video.bytes()),
                  one.candidate.name(),
                  Words.megabytes(limits.bytes())),
          "Export it with a lower bit rate, and upload it again.");
    }
  }

  private static void film(One one, @Nullable Film film, Videos limits) {
    if (film == null) {
      one.unknown("video_codec", String.join(", ", limits.codecs()));
      return;
    }
    if (!limits.codecs().contains(film.codec())) {
      one.codec("video_codec", limits.codecs(), film.codec(), "Export the video as H.264");
    }
    if (limits.audioCodecs() != null
        && film.audioCodec() != null
        && !limits.audioCodecs().contains(film.audioCodec())) {
      one.codec("audio_codec", limits.audioCodecs(), film.audioCodec(), "Export its sound as AAC");
    }
    one.atMost("audio_rate", "%s samples a second", film.audioRate(), limits.audioRate());
    one.atMost("audio_channels", "%s channels", film.audioChannels(), limits.audioChannels());
    if (limits.plain() && (!film.fastStart() || film.editList())) {
      one.findings.warn(
          "video_not_plain",
          one.candidate.place().medium(one.index),
          null,
          film.editList() ? "edit list" : "index at the end",
          "%s asks for videos whose index stands first and that no edit list cuts or shifts."
              .formatted(one.candidate.name()),
          "If it is refused, export the video for the web (fast start), and upload it again.");
    }
  }

  private static @Nullable Double seconds(Medium video) {
    return video.durationMs() == null ? null : video.durationMs() / 1_000.0;
  }

  private static @Nullable Double number(@Nullable Integer number) {
    return number == null ? null : number.doubleValue();
  }

  /** One video that is judged. */
  private record One(Candidate candidate, int index, Findings findings) {

    void within(String code, String property, @Nullable Double actual, Range limit) {
      if (limit.min() == null && limit.max() == null) {
        return;
      }
      if (actual == null) {
        unknown(code, Words.range(limit));
      } else if (!limit.holds(actual)) {
        var rounded = Math.round(actual * 100) / 100.0;
        findings.block(
            code,
            candidate.place().medium(index),
            Words.range(limit),
            rounded,
            "The video %s; %s takes %s."
                .formatted(
                    property.formatted(Words.plain(rounded)), candidate.name(), Words.range(limit)),
            "Export it again within this limit, and upload it again.");
      }
    }

    /** Of the sound, where it is known. */
    void atMost(String code, String property, @Nullable Integer actual, @Nullable Integer limit) {
      if (actual != null && limit != null && actual > limit) {
        findings.block(
            code,
            candidate.place().medium(index),
            limit,
            actual,
            "The sound of the video has %s; %s takes %s."
                .formatted(property.formatted(actual), candidate.name(), limit),
            "Export its sound as stereo with 48 kHz, and upload it again.");
      }
    }

    void codec(String code, List<String> taken, String actual, String remedy) {
      findings.block(
          code,
          candidate.place().medium(index),
          String.join(", ", taken),
          actual,
          "%s does not take %s in a video.".formatted(candidate.name(), actual),
          remedy + ", and upload it again.");
    }

    void unknown(String code, String limit) {
      findings.warn(
          code + "_unknown",
          candidate.place().medium(index),
          limit,
          null,
          "Whether the video keeps to a limit of %s (%s) could not be found out."
              .formatted(candidate.name(), limit),
          "Export it as an MP4 with H.264, and upload it again, to be sure.");
    }
  }
}
