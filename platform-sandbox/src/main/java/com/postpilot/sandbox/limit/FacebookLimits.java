package com.postpilot.sandbox.limit;

import java.util.Map;

/**
 * Facebook's numbers.
 *
 * @param codeSeconds life of an authorization code
 * @param shortTokenSeconds life of a user token fresh from the dialog
 * @param longTokenSeconds life of an exchanged user token; Page tokens made from it have no end
 * @param dataAccessSeconds how long a person's consent lets the app read data
 * @param reelsPerDay reels per Page in any 24 hours
 * @param photoBytes the largest photo
 * @param stagedPhotoSeconds life of an unpublished photo that no post uses
 * @param reelProcessingMs time from the finish of a reel until it is published
 * @param refuseRepeats answers 506 to the text of the Page's latest post
 */
public record FacebookLimits(
    long codeSeconds,
    long shortTokenSeconds,
    long longTokenSeconds,
    long dataAccessSeconds,
    int reelsPerDay,
    int photoBytes,
    long stagedPhotoSeconds,
    long reelProcessingMs,
    boolean refuseRepeats) {

  static final FacebookLimits REAL =
      new FacebookLimits(600, 3600, 5_184_000, 7_776_000, 30, 4 * 1024 * 1024, 86_400, 200, false);

  public FacebookLimits {
    Limits.requireNotNegative(
        "facebook",
        Map.of(
            "code_seconds", codeSeconds,
            "short_token_seconds", shortTokenSeconds,
            "long_token_seconds", longTokenSeconds,
            "data_access_seconds", dataAccessSeconds,
            "reels_per_day", (long) reelsPerDay,
            "photo_bytes", (long) photoBytes,
            "staged_photo_seconds", stagedPhotoSeconds,
            "reel_processing_ms", reelProcessingMs));
  }
}
