package com.postpilot.sandbox.feed;

import com.postpilot.sandbox.publication.Publication;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A publication as it looks in the feed. */
record PostCard(
    String handle,
    String platform,
    String platformClass,
    @Nullable String audience,
    boolean limited,
    String link,
    String caption,
    boolean captioned,
    @Nullable String shared,
    String sharedHost,
    boolean sharing,
    List<Medium> media,
    boolean illustrated,
    boolean several,
    String ago,
    String at,
    String iso) {

  record Medium(String url, boolean video, String position) {}

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static PostCard of(Publication post, Instant now) {
    return new PostCard(
        post.handle(),
        platform(post),
        post.platform().name().toLowerCase(Locale.ROOT),
        audience(post),
        post.audience() != null,
        post.path(),
        post.caption(),
        !post.caption().isBlank(),
        post.link(),
        host(post.link()),
        post.link() != null,
        media(post),
        !post.media().isEmpty(),
        post.mediaCount() > 1,
        ago(Duration.between(post.publishedAt(), now)),
        AT.format(post.publishedAt()),
        post.publishedAt().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String platform(Publication post) {
    return switch (post.platform()) {
      case INSTAGRAM -> "Instagram";
      case FACEBOOK -> "Facebook";
      case TIKTOK -> "TikTok";
      case CLAUDE -> throw new IllegalArgumentException("Nothing is published at Claude");
    };
  }

  private static @Nullable String audience(Publication post) {
    return switch (post.audience()) {
      case null -> null;
      case FOLLOWERS -> "Only followers see this";
      case FRIENDS -> "Only friends see this";
      case NOBODY_ELSE -> "Only %s sees this".formatted(post.handle());
    };
  }

  private static String host(@Nullable String link) {
    return link == null ? "" : String.valueOf(URI.create(link).getHost());
  }

  private static List<Medium> media(Publication post) {
    var files = post.media();
    return IntStream.range(0, files.size())
        .mapToObj(
            i ->
                new Medium(
                    files.get(i).path(),
                    files.get(i).format().isVideo(),
                    "%d of %d".formatted(i + 1, files.size())))
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
