package com.postpilot.sandbox.limit;

import java.util.Map;

/**
 * Instagram's numbers.
 *
 * @param postsPerDay publications per account in any 24 hours
 * @param containersPerDay containers per account in any 24 hours
 * @param codeSeconds life of an authorization code
 * @param shortTokenSeconds life of a token fresh from the consent page
 * @param longTokenSeconds life of an exchanged or refreshed token
 * @param minRefreshAgeSeconds how old a token must be before it may be refreshed
 * @param containerSeconds life of a container that nobody publishes
 * @param processingMs time from a container's creation until it is finished
 * @param videoProcessingMs the same for a video
 * @param plainVideosOnly refuses videos with an edit list, or without fast start, as documented; in
 *     the wild such videos are taken
 * @param flatTokenAnswer answers the code exchange in the flat shape seen in the wild, with a
 *     numeric user id, instead of the documented one
 */
public record InstagramLimits(
    int postsPerDay,
    int containersPerDay,
    long codeSeconds,
    long shortTokenSeconds,
    long longTokenSeconds,
    long minRefreshAgeSeconds,
    long containerSeconds,
    long processingMs,
    long videoProcessingMs,
    boolean plainVideosOnly,
    boolean flatTokenAnswer) {

  static final InstagramLimits REAL =
      new InstagramLimits(50, 400, 3600, 3600, 5_184_000, 86_400, 86_400, 200, 1500, false, false);

  public InstagramLimits {
    Limits.requireNotNegative(
        "instagram",
        Map.of(
            "posts_per_day", (long) postsPerDay,
            "containers_per_day", (long) containersPerDay,
            "code_seconds", codeSeconds,
            "short_token_seconds", shortTokenSeconds,
            "long_token_seconds", longTokenSeconds,
            "min_refresh_age_seconds", minRefreshAgeSeconds,
            "container_seconds", containerSeconds,
            "processing_ms", processingMs,
            "video_processing_ms", videoProcessingMs));
  }
}
