package com.postpilot.common.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a platform takes, and what can be chosen there, as data: clients count with it while
 * somebody writes, and rules judge by it before anything is sent. What is {@code null} the platform
 * does not limit, or does not tell.
 *
 * @param kinds what a post can become there
 * @param altText characters of an alternative text
 * @param source where the numbers are from, and what was made of them where sources disagree
 */
public record PlatformLimits(
    Platform platform,
    String name,
    List<Kind> kinds,
    Count hashtags,
    Count mentions,
    @Nullable Integer altText,
    List<Option> options,
    String source) {
  private static final long MB = 1_000_000;
  private static final Range ANY = new Range(null, null);

  private static final PlatformLimits INSTAGRAM = instagram();
  private static final PlatformLimits FACEBOOK = facebook();
  private static final PlatformLimits TIKTOK = tiktok();

  /**
   * @param perDay how many a day can be published; null if the platform is asked for it, or has no
   *     such limit
   * @param mediaKinds which of them it takes
   * @param images each picture; null if it takes none
   * @param videos each video; null if it takes none
   */
  public record Kind(
      PostKind kind,
      Text text,
      int mediaMin,
      int mediaMax,
      List<MediaKind> mediaKinds,
      @Nullable Images images,
      @Nullable Videos videos,
      @Nullable Integer perDay) {}

  /** Of the rendered text: caption, blank line, hashtags. */
  public record Text(int max, TextUnit unit) {}

  /**
   * @param max more are refused
   * @param advised more are taken, but do harm
   */
  public record Count(@Nullable Integer max, @Nullable Integer advised) {}

  /** Both ends belong to it. */
  public record Range(@Nullable Double min, @Nullable Double max) {
    public boolean holds(double value) {
      return (min == null || value >= min) && (max == null || value <= max);
    }
  }

  /**
   * @param types content types
   * @param ratio width by height
   * @param scaledTo pixels of width that the platform itself reduces to
   * @param shortSide pixels of the shorter side
   * @param longSide pixels of the longer side
   */
  public record Images(
      List<String> types,
      long bytes,
      Range ratio,
      Range width,
      @Nullable Integer scaledTo,
      Range shortSide,
      Range longSide) {}

  /**
   * @param types content types
   * @param codecs of the picture: {@code h264, hevc, vp8, vp9}
   * @param audioCodecs of the sound, if there is one; null if any will do
   * @param audioRate samples a second that the sound may have; null if any will do
   * @param audioChannels that the sound may have; null if any will do
   * @param plain whether its index must stand first, and no edit list may cut or shift it
   * @param ratio width by height
   */
  public record Videos(
      List<String> types,
      List<String> codecs,
      @Nullable List<String> audioCodecs,
      @Nullable Integer audioRate,
      @Nullable Integer audioChannels,
      boolean plain,
      @Nullable Long bytes,
      Range seconds,
      Range framesPerSecond,
      Range width,
      Range height,
      Range ratio) {}

  /** How the value of an option looks. */
  public enum OptionType {
    CHOICE,
    FLAG,
    LINK,
    INSTANT
  }

  /**
   * @param values of a choice
   * @param required nothing can be published without it, and nothing is assumed
   */
  public record Option(
      String name, OptionType type, List<String> values, boolean required, String meaning) {}

  public Kind kind(PostKind kind) {
    return kinds.stream()
        .filter(candidate -> candidate.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(platform + " has no " + kind));
  }

  public static PlatformLimits of(Platform platform) {
    return switch (platform) {
      case INSTAGRAM -> INSTAGRAM;
      case FACEBOOK -> FACEBOOK;
      case TIKTOK -> TIKTOK;
    };
  }

  private static PlatformLimits instagram() {
    var text = new Text(2_200, TextUnit.CODE_POINTS);
    var images =
        new Images(
            List.of("image/jpeg"),
            8 * MB,
            new Range(0.8, 1.91),
            new Range(320.0, null),
            1_440,
            ANY,
            ANY);
    var videos =
        new Videos(
            List.of("video/mp4", "video/quicktime"),
            List.of("h264", "hevc"),
            List.of("aac"),
            48_000,
            2,
            true,
            300 * MB,
            new Range(3.0, 900.0),
            new Range(23.0, 60.0),
            new Range(null, 1_920.0),
            ANY,
            new Range(0.01, 10.0));
    return new PlatformLimits(
        Platform.INSTAGRAM,
        Platform.INSTAGRAM.displayName(),
        List.of(
            new Kind(
                PostKind.FEED,
                text,
                1,
                10,
                List.of(MediaKind.IMAGE, MediaKind.VIDEO),
                images,
                videos,
                null),
            new Kind(PostKind.REEL, text, 1, 1, List.of(MediaKind.VIDEO), null, videos, null)),
        new Count(30, 5),
        new Count(20, null),
        1_000,
        List.of(kindOption()),
        "Meta's Instagram Platform reference, read in November 2026. Meta does not say what it "
            + "counts as a character: code points are counted, and a text that is too long in "
            + "UTF-16 units only is warned of. Reels: 300 MB on the present page, 1 GB on an older "
            + "one. Hashtags: the API takes 30, the app is reported to take 5. How many posts a day "
            + "is asked of the platform (its pages say 50 and 100).");
  }

  private static PlatformLimits facebook() {
    var text = new Text(63_206, TextUnit.CODE_POINTS);
    return new PlatformLimits(
        Platform.FACEBOOK,
        Platform.FACEBOOK.displayName(),
        List.of(
            new Kind(
                PostKind.FEED,
                text,
                0,
                10,
                List.of(MediaKind.IMAGE),
                new Images(List.of("image/jpeg", "image/png"), 4 * MB, ANY, ANY, null, ANY, ANY),
                null,
                null),
            new Kind(
                PostKind.REEL,
                text,
                1,
                1,
                List.of(MediaKind.VIDEO),
                null,
                new Videos(
                    List.of("video/mp4"),
                    List.of("h264", "hevc"),
                    List.of("aac"),
                    48_000,
                    2,
                    false,
                    null,
                    new Range(3.0, 90.0),
                    new Range(24.0, 60.0),
                    new Range(540.0, 1_080.0),
                    new Range(960.0, 1_920.0),
                    new Range(0.55, 0.575)),
                30)),
        new Count(null, null),
        new Count(null, null),
        null,
        List.of(
            kindOption(),
            new Option(
                "link",
                OptionType.LINK,
                List.of(),
                false,
                "An address that is shown with a preview, instead of media.")),
        "Meta's Pages and Reels reference, read in November 2026. Pictures: the API's error text "
            + "says 4 MB, other pages say 10 MB. Reels: 9:16 with a little room for rounding.");
  }

  private static PlatformLimits tiktok() {
    return new PlatformLimits(
        Platform.TIKTOK,
        Platform.TIKTOK.displayName(),
        List.of(
            new Kind(
                PostKind.PHOTO,
                new Text(4_000, TextUnit.UTF16_UNITS),
                1,
                35,
                List.of(MediaKind.IMAGE),
                new Images(
                    List.of("image/jpeg", "image/webp"),
                    20 * MB,
                    ANY,
                    ANY,
                    null,
                    new Range(null, 1_080.0),
                    new Range(null, 1_920.0)),
                null,
                15),
            new Kind(
                PostKind.VIDEO,
                new Text(2_200, TextUnit.UTF16_UNITS),
                1,
                1,
                List.of(MediaKind.VIDEO),
                null,
                new Videos(
                    List.of("video/mp4", "video/quicktime", "video/webm"),
                    List.of("h264", "hevc", "vp8", "vp9"),
                    null,
                    null,
                    null,
                    false,
                    4_000 * MB,
                    new Range(null, 600.0),
                    new Range(23.0, 60.0),
                    new Range(360.0, 4_096.0),
                    new Range(360.0, 4_096.0),
                    ANY),
                15)),
        new Count(null, null),
        new Count(null, null),
        null,
        List.of(
            new Option(
                "privacy_level",
                OptionType.CHOICE,
                List.of(
                    "PUBLIC_TO_EVERYONE",
                    "MUTUAL_FOLLOW_FRIENDS",
                    "FOLLOWER_OF_CREATOR",
                    "SELF_ONLY"),
                true,
                "Who can see the post: chosen by a person, of what the creator's account offers."),
            flag("disable_comment", "Nobody can comment, which is so unless this is false."),
            flag(
                "disable_duet",
                "Nobody can make a duet with the video, which is so unless this is false."),
            flag(
                "disable_stitch", "Nobody can stitch the video, which is so unless this is false."),
            flag("brand_content_toggle", "The post promotes somebody else's brand."),
            flag("brand_organic_toggle", "The post promotes the creator's own business."),
            new Option(
                "consent_at",
                OptionType.INSTANT,
                List.of(),
                true,
                "When a person agreed to TikTok's Music Usage Confirmation for this post as it is:"
                    + " who changes it is asked again.")),
        "TikTok's Content Posting API, read in September 2026. About 15 posts a day and creator, "
            + "over all applications together; how long a video may be depends on the creator.");
  }

  private static Option kindOption() {
    return new Option(
        "kind",
        OptionType.CHOICE,
        List.of(PostKind.FEED.name(), PostKind.REEL.name()),
        false,
        "FEED unless it is a single video, which is always a REEL.");
  }

  private static Option flag(String name, String meaning) {
    return new Option(name, OptionType.FLAG, List.of(), false, meaning);
  }
}
