package com.postpilot.post.rules;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.post.rules.AccountFacts.Connection;
import com.postpilot.post.rules.AccountFacts.Creator;
import com.postpilot.post.rules.AccountFacts.Live;
import com.postpilot.post.rules.AccountFacts.Quota;
import com.postpilot.post.rules.Medium.Film;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A candidate in the making; as it begins every platform would publish it. */
final class Sketch {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  Platform platform;
  String text = "Hello";
  List<Medium> media = new ArrayList<>();
  Map<String, Object> options = new HashMap<>();
  Connection connection = Connection.OK;
  Instant endsAt = NOW.plusSeconds(86_400 * 30);
  Live live = new Live.Known(null, null);
  Instant dueAt = NOW.plusSeconds(3_600);
  boolean ownCaption;
  boolean changedSinceConsent;
  List<Outing> others = new ArrayList<>();

  private Sketch(Platform platform) {
    this.platform = platform;
  }

  static Sketch of(Platform platform) {
    var sketch = new Sketch(platform);
    sketch.media.add(picture(1080, 1080));
    if (platform == Platform.TIKTOK) {
      sketch.options.put("privacy_level", "PUBLIC_TO_EVERYONE");
      sketch.options.put("consent_at", "2026-11-20T11:59:00Z");
      sketch.live = new Live.Known(null, creator());
    }
    return sketch;
  }

  static Sketch ofVideo(Platform platform) {
    return of(platform).media(video(1080, 1920, 30));
  }

  static Medium picture(int width, int height) {
    return new Medium(MediaKind.IMAGE, "image/jpeg", 200_000, width, height, null, null, "A hat");
  }

  static Medium video(int width, int height, int seconds) {
    return video("video/mp4", 20_000_000, width, height, seconds * 1_000L, "h264", 30.0);
  }

  static Medium video(
      String type, long bytes, int width, int height, Long millis, String codec, double frames) {
    return video(
        type, bytes, width, height, millis, new Film(codec, "aac", 48_000, 2, frames, true, false));
  }

  static Medium video(String type, long bytes, int width, int height, Long millis, Film film) {
    return new Medium(MediaKind.VIDEO, type, bytes, width, height, millis, film, null);
  }

  static Creator creator() {
    return creator(true);
  }

  static Creator creator(boolean canPost) {
    return new Creator(
        "Shop",
        canPost ? List.of("PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY") : List.of(),
        false,
        canPost,
        false,
        canPost ? 60L : null,
        canPost,
        canPost ? null : "Too many posts today.");
  }

  static Live quota(long used, long total) {
    return new Live.Known(new Quota(used, total, 86_400), null);
  }

  Sketch text(String text) {
    this.text = text;
    return this;
  }

  Sketch media(Medium... media) {
    this.media = new ArrayList<>(List.of(media));
    return this;
  }

  Sketch option(String name, Object value) {
    options.put(name, value);
    return this;
  }

  Sketch without(String option) {
    options.remove(option);
    return this;
  }

  Sketch live(Live live) {
    this.live = live;
    return this;
  }

  /** So many other posts of the account, planned for this long from now. */
  Sketch planned(int count, Duration from, boolean video) {
    others.addAll(Collections.nCopies(count, new Outing(NOW.plus(from), video, false)));
    return this;
  }

  /** So many other posts of the account, which went out this long ago. */
  Sketch published(int count, Duration ago, boolean video) {
    others.addAll(Collections.nCopies(count, new Outing(NOW.minus(ago), video, true)));
    return this;
  }

  Sketch with(Consumer<Sketch> change) {
    change.accept(this);
    return this;
  }

  List<Finding> judged() {
    return Rules.judge(
        new Candidate(
            new Place(null, new UUID(0, 7), 1, ownCaption, false),
            platform,
            text,
            media,
            options,
            new AccountFacts("shop", connection, endsAt, live),
            dueAt,
            NOW,
            others,
            changedSinceConsent));
  }

  /** What was found, as {@code severity code field}. */
  List<String> found() {
    return judged().stream()
        .map(
            finding ->
                (finding.blocks() ? "blocked " : "warning ")
                    + finding.code()
                    + " "
                    + finding.field())
        .toList();
  }
}
