package com.postpilot.sandbox.feed;

import com.postpilot.sandbox.publication.Publication;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A publication as it looks in the feed. */
record PostCard(
    String handle,
    String platform,
    String link,
    String caption,
    boolean captioned,
    List<Picture> pictures,
    boolean several,
    String ago,
    String at,
    String iso) {

  record Picture(String url, String alt) {}

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static PostCard of(Publication post, Instant now) {
    return new PostCard(
        post.handle(),
        platform(post),
        "/ig-www/p/" + post.shortcode() + "/",
        post.caption(),
        !post.caption().isBlank(),
        pictures(post),
        post.mediaCount() > 1,
        ago(Duration.between(post.publishedAt(), now)),
        AT.format(post.publishedAt()),
        post.publishedAt().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String platform(Publication post) {
    return switch (post.platform()) {
      case INSTAGRAM -> "Instagram";
    };
  }

  private static List<Picture> pictures(Publication post) {
    var hashes = post.mediaSha256();
    return IntStream.range(0, hashes.size())
        .mapToObj(
            i ->
                new Picture(
                    "/pictures/" + hashes.get(i) + ".jpg",
                    "Picture %d of %d".formatted(i + 1, hashes.size())))
        .toList();
  }

  private static String ago(Duration age) {
    if (age.toMinutes() < 1) {
      return "just now";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min ago";
    }
    return age.toDays() < 1 ? age.toHours() + " h ago" : age.toDays() + " d ago";
  }
}
