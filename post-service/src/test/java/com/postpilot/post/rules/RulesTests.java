package com.postpilot.post.rules;

import static com.postpilot.common.contract.Platform.FACEBOOK;
import static com.postpilot.common.contract.Platform.INSTAGRAM;
import static com.postpilot.common.contract.Platform.TIKTOK;
import static com.postpilot.post.rules.Sketch.picture;
import static com.postpilot.post.rules.Sketch.video;
import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.post.rules.AccountFacts.Connection;
import com.postpilot.post.rules.AccountFacts.Live;
import com.postpilot.post.rules.Medium.Film;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each rule says, at its limit and beyond it. */
class RulesTests {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String FULL = "warning quota_used_up targets[1].account_id";
  private static final String NOT_ASKED = "warning platform_not_asked targets[1].account_id";

  @ParameterizedTest
  @EnumSource
  void aPictureAndAVideoThatFitAreReady(Platform platform) {
    assertThat(Sketch.of(platform).judged()).isEmpty();
    assertThat(Sketch.ofVideo(platform).judged()).isEmpty();
  }

  static Stream<Arguments> sketches() {
    return Stream.of(
        // Texts: Instagram and Facebook in code points, TikTok in UTF-16 units.
        a(Sketch.of(INSTAGRAM).text("x".repeat(2_200))),
        a(Sketch.of(INSTAGRAM).text("x".repeat(2_201)), "blocked text_too_long caption"),
        a(Sketch.of(INSTAGRAM).text("😀".repeat(2_200)), "warning text_may_be_too_long caption"),
        a(Sketch.of(INSTAGRAM).text("😀".repeat(2_201)), "blocked text_too_long caption"),
        a(
            Sketch.of(INSTAGRAM).text("x".repeat(2_201)).with(sketch -> sketch.ownCaption = true),
            "blocked text_too_long targets[1].caption"),
        a(Sketch.of(FACEBOOK).text("x".repeat(63_206))),
        a(Sketch.of(FACEBOOK).text("x".repeat(63_207)), "blocked text_too_long caption"),
        a(Sketch.ofVideo(TIKTOK).text("😀".repeat(1_100))),
        a(Sketch.ofVideo(TIKTOK).text("😀".repeat(1_100) + "x"), "blocked text_too_long caption"),
        a(Sketch.of(TIKTOK).text("x".repeat(4_000))),
        a(Sketch.of(TIKTOK).text("x".repeat(4_001)), "blocked text_too_long caption"),
        // Hashtags and mentions
        a(Sketch.of(INSTAGRAM).text("#a ".repeat(5))),
        a(Sketch.of(INSTAGRAM).text("#a ".repeat(6)), "warning many_hashtags hashtags"),
        a(Sketch.of(INSTAGRAM).text("#a ".repeat(30)), "warning many_hashtags hashtags"),
        a(Sketch.of(INSTAGRAM).text("#a ".repeat(31)), "blocked too_many_hashtags hashtags"),
        a(Sketch.of(FACEBOOK).text("#a ".repeat(100))),
        a(Sketch.of(INSTAGRAM).text("@shop ".repeat(20))),
        a(Sketch.of(INSTAGRAM).text("@shop ".repeat(21)), "blocked too_many_mentions caption"),
        a(Sketch.of(INSTAGRAM).text("me@shop.example ".repeat(21))),
        // Which media together
        a(Sketch.of(INSTAGRAM).media(), "blocked media_missing media"),
        a(Sketch.of(FACEBOOK).media()),
        a(Sketch.of(FACEBOOK).media().text(" "), "blocked nothing_to_publish caption"),
        a(Sketch.of(FACEBOOK).media().text("").option("link", "https://shop.example/")),
        a(Sketch.of(TIKTOK).media(), "blocked media_missing media"),
        a(Sketch.of(INSTAGRAM).media(pictures(10))),
        a(Sketch.of(INSTAGRAM).media(pictures(11)), "blocked too_many_media media"),
        a(Sketch.of(FACEBOOK).media(pictures(11)), "blocked too_many_media media"),
        a(Sketch.of(TIKTOK).media(pictures(35))),
        a(Sketch.of(TIKTOK).media(pictures(36)), "blocked too_many_media media"),
        a(Sketch.of(INSTAGRAM).media(picture(1080, 1920 / 2), video(1080, 960, 9))),
        a(
            Sketch.of(FACEBOOK).media(picture(1080, 1080), video(1080, 1920, 9)),
            "blocked media_kind_not_possible media[1]"),
        a(
            Sketch.of(TIKTOK).media(picture(1080, 1080), video(1080, 1920, 9)),
            "blocked media_kind_not_possible media[0]",
            "blocked too_many_media media"),
        a(Sketch.of(INSTAGRAM).option("kind", "REEL"), "blocked media_kind_not_possible media[0]"),
        a(Sketch.of(INSTAGRAM).option("kind", "REEL").media(), "blocked media_missing media"),
        a(
            Sketch.ofVideo(INSTAGRAM).option("kind", "FEED"),
            "warning published_as_reel targets[1].options.kind"),
        a(Sketch.ofVideo(FACEBOOK).option("kind", "REEL")),
        // Pictures
        a(Sketch.of(INSTAGRAM).media(picture(800, 1_000))),
        a(Sketch.of(INSTAGRAM).media(picture(799, 1_000)), "blocked ratio_not_taken media[0]"),
        a(Sketch.of(INSTAGRAM).media(picture(1_910, 1_000))),
        a(Sketch.of(INSTAGRAM).media(picture(1_911, 1_000)), "blocked ratio_not_taken media[0]"),
        a(Sketch.of(INSTAGRAM).media(picture(319, 319)), "blocked media_too_small media[0]"),
        a(Sketch.of(INSTAGRAM).media(picture(320, 320))),
        a(Sketch.of(FACEBOOK).media(picture(2_000, 100))),
        a(Sketch.of(TIKTOK).media(picture(1_080, 1_920))),
        a(Sketch.of(TIKTOK).media(picture(1_081, 1_081)), "blocked media_dimensions media[0]"),
        a(Sketch.of(TIKTOK).media(picture(1_000, 1_921)), "blocked media_dimensions media[0]"),
        a(
            Sketch.of(INSTAGRAM).media(image("image/png", 1)),
            "blocked media_type_not_taken media[0]"),
        a(Sketch.of(FACEBOOK).media(image("image/png", 1))),
        a(Sketch.of(TIKTOK).media(image("image/png", 1)), "blocked media_type_not_taken media[0]"),
        a(Sketch.of(INSTAGRAM).media(image("image/jpeg", 8_000_000))),
        a(
            Sketch.of(INSTAGRAM).media(image("image/jpeg", 8_000_001)),
            "blocked media_too_large media[0]"),
        a(
            Sketch.of(FACEBOOK).media(image("image/jpeg", 4_000_001)),
            "blocked media_too_large media[0]"),
        a(
            Sketch.of(INSTAGRAM)
                .media(new Medium(MediaKind.IMAGE, "image/jpeg", 1, null, null, null, null, null)),
            "warning media_not_measured media[0]"),
        a(
            Sketch.of(INSTAGRAM)
                .media(
                    new Medium(
                        MediaKind.IMAGE,
                        "image/jpeg",
                        1,
                        1080,
                        1080,
                        null,
                        null,
                        "x".repeat(1_001))),
            "blocked alt_text_too_long media[0].alt_text"),
        // A carousel: every picture that is wrong is named
        a(
            Sketch.of(INSTAGRAM)
                .media(picture(1000, 1000), picture(1000, 800), picture(500, 1000), picture(9, 9)),
            "blocked ratio_not_taken media[2]",
            "blocked media_too_small media[3]",
            "warning cropped_in_carousel media[1]",
            "warning cropped_in_carousel media[2]"),
        a(Sketch.of(FACEBOOK).media(picture(1000, 1000), picture(1000, 300))),
        // Videos
        a(Sketch.of(INSTAGRAM).media(video(1080, 1920, 2)), "blocked video_duration media[0]"),
        a(Sketch.of(INSTAGRAM).media(video(1080, 1920, 900))),
        a(Sketch.of(INSTAGRAM).media(video(1080, 1920, 901)), "blocked video_duration media[0]"),
        a(Sketch.of(INSTAGRAM).media(video(1921, 1080, 9)), "blocked video_width media[0]"),
        a(Sketch.of(FACEBOOK).media(video(1080, 1920, 90))),
        a(Sketch.of(FACEBOOK).media(video(1080, 1920, 91)), "blocked video_duration media[0]"),
        a(
            Sketch.of(FACEBOOK).media(video(1920, 1080, 9)),
            "blocked video_width media[0]",
            "blocked ratio_not_taken media[0]"),
        a(
            Sketch.of(FACEBOOK).media(video(360, 640, 9)),
            "blocked video_width media[0]",
            "blocked video_height media[0]"),
        a(Sketch.of(TIKTOK).media(video(359, 640, 9)), "blocked video_width media[0]"),
        a(Sketch.of(TIKTOK).media(file("video/webm", 1, "vp9"))),
        a(
            Sketch.of(INSTAGRAM).media(file("video/webm", 1, "vp9")),
            "blocked media_type_not_taken media[0]",
            "blocked video_codec media[0]"),
        a(Sketch.of(INSTAGRAM).media(file("video/quicktime", 300_000_000, "hevc"))),
        a(
            Sketch.of(INSTAGRAM).media(file("video/mp4", 300_000_001, "h264")),
            "blocked media_too_large media[0]"),
        a(Sketch.of(TIKTOK).media(file("video/mp4", 300_000_001, "h264"))),
        a(Sketch.of(INSTAGRAM).media(frames(22.9)), "blocked video_frame_rate media[0]"),
        a(Sketch.of(INSTAGRAM).media(frames(23.0))),
        a(Sketch.of(FACEBOOK).media(frames(23.0)), "blocked video_frame_rate media[0]"),
        a(
            Sketch.of(INSTAGRAM)
                .media(new Medium(MediaKind.VIDEO, "video/mp4", 1, 1080, 1920, null, null, null)),
            "warning video_codec_unknown media[0]",
            "warning video_duration_unknown media[0]",
            "warning video_frame_rate_unknown media[0]"),
        a(
            Sketch.of(INSTAGRAM).media(film(new Film("av1", "opus", null, null, 30, true, false))),
            "blocked video_codec media[0]",
            "blocked audio_codec media[0]"),
        a(Sketch.of(INSTAGRAM).media(film(new Film("h264", null, null, null, 30, true, false)))),
        a(Sketch.of(TIKTOK).media(film(new Film("vp8", "vorbis", null, null, 30, false, true)))),
        a(
            Sketch.of(INSTAGRAM).media(film(new Film("h264", "aac", 96_000, 6, 30, true, false))),
            "blocked audio_rate media[0]",
            "blocked audio_channels media[0]"),
        a(Sketch.of(INSTAGRAM).media(film(new Film("h264", "aac", 48_000, 2, 30, true, false)))),
        a(Sketch.of(TIKTOK).media(film(new Film("h264", "aac", 96_000, 6, 30, true, false)))),
        a(
            Sketch.of(INSTAGRAM).media(film(new Film("h264", "aac", null, null, 30, false, false))),
            "warning video_not_plain media[0]"),
        a(
            Sketch.of(INSTAGRAM).media(film(new Film("h264", "aac", null, null, 30, true, true))),
            "warning video_not_plain media[0]"),
        // Facebook's link
        a(
            Sketch.of(FACEBOOK).option("link", "https://shop.example/"),
            "blocked link_beside_media targets[1].options.link"),
        a(
            Sketch.of(FACEBOOK).media().option("link", "https://www.Facebook.com/shop"),
            "blocked link_to_facebook targets[1].options.link"),
        a(Sketch.of(FACEBOOK).media().option("link", "https://notfacebook.com/shop")),
        // TikTok's choices
        a(
            Sketch.of(TIKTOK).without("privacy_level"),
            "blocked privacy_missing targets[1].options.privacy_level"),
        a(
            Sketch.of(TIKTOK).option("privacy_level", "FOLLOWER_OF_CREATOR"),
            "blocked privacy_not_offered targets[1].options.privacy_level"),
        a(
            Sketch.of(TIKTOK).without("consent_at"),
            "blocked consent_missing targets[1].options.consent_at"),
        a(
            Sketch.of(TIKTOK).with(sketch -> sketch.changedSinceConsent = true),
            "blocked consent_outdated targets[1].options.consent_at"),
        a(Sketch.of(FACEBOOK).with(sketch -> sketch.changedSinceConsent = true)),
        a(
            Sketch.ofVideo(TIKTOK).option("disable_duet", false),
            "blocked interaction_disabled targets[1].options.disable_duet"),
        a(Sketch.ofVideo(TIKTOK).option("disable_duet", true)),
        a(Sketch.ofVideo(TIKTOK).option("disable_comment", false)),
        a(Sketch.of(TIKTOK).option("disable_duet", false)),
        a(
            Sketch.of(TIKTOK)
                .option("privacy_level", "SELF_ONLY")
                .option("brand_content_toggle", true),
            "blocked branded_content_private targets[1].options.privacy_level"),
        a(
            Sketch.of(TIKTOK)
                .option("privacy_level", "SELF_ONLY")
                .option("brand_organic_toggle", true)),
        a(Sketch.of(TIKTOK).media(video(1080, 1920, 60))),
        a(
            Sketch.of(TIKTOK).media(video(1080, 1920, 61)),
            "blocked video_too_long_for_creator media[0]"),
        a(
            Sketch.of(TIKTOK).media(video(1080, 1920, 601)),
            "blocked video_duration media[0]",
            "blocked video_too_long_for_creator media[0]"),
        a(
            Sketch.of(TIKTOK).live(new Live.Known(null, Sketch.creator(false))),
            "warning creator_cannot_post_now targets[1].account_id"),
        a(
            Sketch.of(TIKTOK)
                .live(new Live.Known(null, Sketch.creator(false)))
                .with(sketch -> sketch.dueAt = Sketch.NOW),
            "blocked creator_cannot_post targets[1].account_id"),
        // The account
        a(
            Sketch.of(INSTAGRAM).with(sketch -> sketch.connection = Connection.NEEDS_REAUTH),
            "blocked account_disconnected targets[1].account_id"),
        a(
            Sketch.of(INSTAGRAM).with(sketch -> sketch.connection = Connection.RESTRICTED),
            "warning account_restricted targets[1].account_id"),
        a(
            Sketch.of(INSTAGRAM).with(sketch -> sketch.endsAt = sketch.dueAt),
            "warning connection_ends_before_due targets[1].account_id"),
        a(Sketch.of(INSTAGRAM).with(sketch -> sketch.endsAt = sketch.dueAt.plusSeconds(1))),
        a(Sketch.of(INSTAGRAM).live(new Live.Unavailable()), NOT_ASKED),
        a(Sketch.of(INSTAGRAM).live(Sketch.quota(49, 50))),
        a(Sketch.of(INSTAGRAM).live(Sketch.quota(50, 50)), FULL),
        a(
            Sketch.of(INSTAGRAM)
                .live(Sketch.quota(50, 50))
                .with(sketch -> sketch.dueAt = Sketch.NOW.plusSeconds(86_400))),
        // What else goes out through the account within a day of it; it is due in an hour
        a(Sketch.of(INSTAGRAM).live(Sketch.quota(40, 50)).planned(9, MINUTE, false)),
        a(Sketch.of(INSTAGRAM).live(Sketch.quota(40, 50)).planned(10, MINUTE, false), FULL),
        a(Sketch.of(INSTAGRAM).live(Sketch.quota(40, 50)).planned(10, hours(2), false)),
        a(Sketch.of(INSTAGRAM).live(Sketch.quota(40, 50)).published(40, hours(2), false)),
        a(
            Sketch.of(INSTAGRAM)
                .live(Sketch.quota(50, 50))
                .published(1, hours(23).plus(MINUTE), false)),
        a(Sketch.of(INSTAGRAM).live(Sketch.quota(50, 50)).published(1, hours(22), false), FULL),
        a(Sketch.of(TIKTOK).planned(7, MINUTE, true).published(7, hours(9), false)),
        a(Sketch.of(TIKTOK).planned(7, MINUTE, true).published(8, hours(9), false), FULL),
        a(Sketch.of(TIKTOK).live(new Live.Unavailable()).planned(14, MINUTE, true), NOT_ASKED),
        a(Sketch.of(FACEBOOK).planned(100, MINUTE, true)),
        a(Sketch.ofVideo(FACEBOOK).planned(29, MINUTE, true).planned(9, MINUTE, false)),
        a(Sketch.ofVideo(FACEBOOK).planned(30, MINUTE, true), FULL));
  }

  /** One of the two that are out leaves the window sooner than one that was planned enters it. */
  @Test
  void aFullAccountTellsWhenTheNextSlotIsFree() {
    var finding =
        Sketch.of(TIKTOK)
            .published(1, hours(20), false)
            .published(1, hours(10), false)
            .planned(13, MINUTE, false)
            .planned(1, hours(3), false)
            .judged()
            .getFirst();

    assertThat(finding.limit()).isEqualTo(15L);
    assertThat(finding.actual()).isEqualTo(15L);
    assertThat(finding.message())
        .isEqualTo(
            "TikTok takes 15 posts of an account within 24 hours, and 15 others are out or planned"
                + " by then.");
    assertThat(
            finding.remedy()) // at 16:00 the one of 20 hours ago has made room, for that of 15:00
        .isEqualTo(
            "Schedule it for 2026-11-21T02:00:00Z or later, when a slot is free. Or let it wait: it"
                + " goes out when TikTok allows it.");
  }

  @ParameterizedTest
  @MethodSource("sketches")
  void everythingIsFoundAndNothingElse(Sketch sketch, List<String> expected) {
    assertThat(sketch.found()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whatIsUnknownOfTikTokIsNeverAssumed() {
    var findings =
        Sketch.of(TIKTOK)
            .live(new Live.Unavailable())
            .option("privacy_level", "FOLLOWER_OF_CREATOR")
            .found();

    assertThat(findings).containsExactly(NOT_ASKED);
  }

  @Test
  void allThatIsWrongIsFoundAtOnce() {
    var findings =
        Sketch.of(TIKTOK)
            .text("x".repeat(5_000))
            .media(picture(1_500, 1_500))
            .without("privacy_level")
            .without("consent_at")
            .found();

    assertThat(findings)
        .containsExactly(
            "blocked text_too_long caption",
            "blocked media_dimensions media[0]",
            "blocked privacy_missing targets[1].options.privacy_level",
            "blocked consent_missing targets[1].options.consent_at");
  }

  @Test
  void aFindingTellsTheLimitWhatIsThereAndWhatToDo() {
    var finding = Sketch.of(INSTAGRAM).text("x".repeat(2_204)).judged().getFirst();

    assertThat(finding.limit()).isEqualTo(2_200);
    assertThat(finding.actual()).isEqualTo(2_204);
    assertThat(finding.message())
        .isEqualTo("With its hashtags the text has 2204 characters; Instagram takes 2200.");
    assertThat(finding.remedy()).isEqualTo("Shorten it by 4 characters.");
    assertThat(finding.platform()).isEqualTo(INSTAGRAM);
  }

  @ParameterizedTest
  @CsvSource({"READY, 0, 0", "WARNINGS, 0, 2", "BLOCKED, 1, 2", "BLOCKED, 1, 0"})
  void oneThatBlocksBlocksAll(ReadinessStatus status, int blocking, int warning) {
    var blocked = Sketch.of(INSTAGRAM).media().judged();
    var warned = Sketch.of(INSTAGRAM).live(new Live.Unavailable()).judged();
    var findings = Stream.concat(blocked.stream().limit(blocking), warned.stream().limit(warning));

    assertThat(ReadinessStatus.of(findings.toList())).isEqualTo(status);
  }

  private static Arguments a(Sketch sketch, String... expected) {
    return Arguments.of(sketch, List.of(expected));
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  private static Medium[] pictures(int count) {
    return Stream.generate(() -> picture(1080, 1080)).limit(count).toArray(Medium[]::new);
  }

  private static Medium image(String type, long bytes) {
    return new Medium(MediaKind.IMAGE, type, bytes, 1080, 1080, null, null, null);
  }

  private static Medium file(String type, long bytes, String codec) {
    return video(type, bytes, 1080, 1920, 9_000L, codec, 30.0);
  }

  private static Medium frames(double framesPerSecond) {
    return video("video/mp4", 1, 1080, 1920, 9_000L, "h264", framesPerSecond);
  }

  private static Medium film(Film film) {
    return video("video/mp4", 1, 1080, 1920, 9_000L, film);
  }
}
