package com.postpilot.common.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** As what a platform shows a post. */
public enum PostKind {
  /** Instagram: a picture or a carousel; Facebook: a text, a link or pictures. */
  FEED,
  /** Instagram and Facebook: a video that stands alone. */
  REEL,
  /** TikTok: pictures to swipe through. */
  PHOTO,
  /** TikTok: a video. */
  VIDEO;

  /**
   * What a post with these media becomes. There is one kind of video on each platform: a video that
   * stands alone is a reel on Instagram and Facebook, whatever was chosen.
   *
   * @param chosen the option {@code kind}
   */
  public static PostKind of(Platform platform, List<MediaKind> media, @Nullable Object chosen) {
    return switch (platform) {
      case INSTAGRAM, FACEBOOK ->
          media.equals(List.of(MediaKind.VIDEO)) || REEL.name().equals(chosen) ? REEL : FEED;
      case TIKTOK -> media.contains(MediaKind.VIDEO) ? VIDEO : PHOTO;
    };
  }
}
