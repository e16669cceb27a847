package com.postpilot.queue.approval;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PlatformLimits;
import com.postpilot.common.contract.PlatformLimits.Option;
import com.postpilot.common.web.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What TikTok has the creator choose by hand for each post; nothing is assumed.
 *
 * @param privacyLevel who can see the post
 * @param consent whether he agrees to TikTok's Music Usage Confirmation
 */
record TikTokChoices(
    @Nullable String privacyLevel,
    @Nullable Boolean disableComment,
    @Nullable Boolean disableDuet,
    @Nullable Boolean disableStitch,
    @Nullable Boolean brandContentToggle,
    @Nullable Boolean brandOrganicToggle,
    @Nullable Boolean consent) {

  /**
   * As the options of a target.
   *
   * @throws Problem 422 without a choice or consent
   */
  Map<String, Object> options(Instant consentAt) {
    var levels =
        PlatformLimits.of(Platform.TIKTOK).options().stream()
            .filter(option -> option.name().equals("privacy_level"))
            .map(Option::values)
            .findFirst()
            .orElseThrow();
    if (privacyLevel == null || !levels.contains(privacyLevel)) {
      throw Problem.invalid(
          "tiktok.privacy_level",
          privacyLevel == null ? "not_null" : "wrong_type",
          "Choose who can see the post: one of " + String.join(", ", levels) + ".");
    }
    if (!Boolean.TRUE.equals(consent)) {
      throw Problem.invalid(
          "tiktok.consent",
          "not_given",
          "By posting, the creator agrees to TikTok's Music Usage Confirmation: this must be true.");
    }
    var options = new HashMap<String, Object>();
    options.put("privacy_level", privacyLevel);
    put(options, "disable_comment", disableComment);
    put(options, "disable_duet", disableDuet);
    put(options, "disable_stitch", disableStitch);
    put(options, "brand_content_toggle", brandContentToggle);
    put(options, "brand_organic_toggle", brandOrganicToggle);
    options.put("consent_at", consentAt.toString());
    return options;
  }

  private static void put(Map<String, Object> options, String name, @Nullable Boolean value) {
    if (value != null) {
      options.put(name, value);
    }
  }
}
