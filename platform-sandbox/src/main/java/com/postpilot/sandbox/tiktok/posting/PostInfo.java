package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.tiktok.account.Creator;
import com.postpilot.sandbox.tiktok.api.ErrorCode;
import com.postpilot.sandbox.tiktok.api.TikTokError;
import org.jspecify.annotations.Nullable;

/** What is said about a post, video or photos. */
record PostInfo(
    @Nullable String title,
    @Nullable String description,
    @Nullable String privacyLevel,
    @Nullable Boolean disableComment,
    @Nullable Boolean disableDuet,
    @Nullable Boolean disableStitch,
    @Nullable Boolean brandContentToggle,
    @Nullable Boolean brandOrganicToggle) {

  private static final int MAX_VIDEO_TITLE = 2200;
  private static final int MAX_PHOTO_TITLE = 90;
  private static final int MAX_DESCRIPTION = 4000;

  /** Returns the text that followers read under a video. */
  String videoCaption() {
    return checked("title", title, MAX_VIDEO_TITLE);
  }

  /** Returns the text that followers read under photos: the title, and below it the rest. */
  String photoCaption() {
    var heading = checked("title", title, MAX_PHOTO_TITLE);
    var text = checked("description", description, MAX_DESCRIPTION);
    return heading.isEmpty() || text.isEmpty() ? heading + text : heading + "\n\n" + text;
  }

  /** Who may see it: has to be said, and to be one of the creator's options. */
  PrivacyLevel privacyOf(Creator creator) {
    if (privacyLevel == null || privacyLevel.isBlank()) {
      throw TikTokError.invalidParams("post_info.privacy_level is required");
    }
    return PrivacyLevel.find(privacyLevel)
        .filter(level -> PrivacyLevel.optionsOf(creator).contains(level))
        .orElseThrow(
            () ->
                TikTokError.of(
                    ErrorCode.PRIVACY_LEVEL_OPTION_MISMATCH,
                    "privacy_level is not specified or not among the privacy_level_options returned in /publish/creator_info/query/ API"));
  }

  /** TikTok counts UTF-16 units, as Java does. */
  private static String checked(String name, @Nullable String text, int limit) {
    var given = text == null ? "" : text;
    if (given.length() > limit) {
      throw TikTokError.invalidParams(
          "post_info.%s has more than %d characters".formatted(name, limit));
    }
    return given;
  }
}
