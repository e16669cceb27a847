package com.postpilot.sandbox.limit;

import java.util.Map;

/**
 * TikTok's numbers.
 *
 * @param codeSeconds life of an authorization code
 * @param tokenSeconds life of an access token
 * @param refreshTokenSeconds life of a refresh token
 * @param rotateRefreshTokens a refresh answers a new refresh token, and the old one dies
 * @param tokenErrorsAsOk answers errors of the token route with HTTP 200, as has been seen
 * @param initsPerMinute inits per creator in any minute
 * @param creatorInfosPerMinute queries of the creator's info per creator in any minute
 * @param pollsPerMinute status fetches per creator in any minute
 * @param readsPerMinute user infos, and lists, per creator in any minute
 * @param postsPerDay posts per creator in any 24 hours
 * @param uploadSeconds life of an upload URL
 * @param processingMs time from a post's last byte until it is published or failed
 * @param moderationMs time from then until the API shows a public post and its id
 * @param maxVideoSeconds the longest video that a creator may post
 * @param unaudited the app was not audited: private accounts only, visible to themselves only, and
 *     few of them
 * @param unauditedCreatorsPerDay creators in any 24 hours for whom an unaudited app may post
 */
public record TikTokLimits(
    long codeSeconds,
    long tokenSeconds,
    long refreshTokenSeconds,
    boolean rotateRefreshTokens,
    boolean tokenErrorsAsOk,
    int initsPerMinute,
    int creatorInfosPerMinute,
    int pollsPerMinute,
    int readsPerMinute,
    int postsPerDay,
    long uploadSeconds,
    long processingMs,
    long moderationMs,
    int maxVideoSeconds,
    boolean unaudited,
    int unauditedCreatorsPerDay) {

  static final TikTokLimits REAL =
      new TikTokLimits(
          600, 86_400, 31_536_000, true, false, 6, 20, 30, 600, 15, 3600, 500, 1000, 600, false, 5);

  public TikTokLimits {
    Limits.requireNotNegative(
        "tiktok",
        Map.ofEntries(
            Map.entry("code_seconds", codeSeconds),
            Map.entry("token_seconds", tokenSeconds),
            Map.entry("refresh_token_seconds", refreshTokenSeconds),
            Map.entry("inits_per_minute", (long) initsPerMinute),
            Map.entry("creator_infos_per_minute", (long) creatorInfosPerMinute),
            Map.entry("polls_per_minute", (long) pollsPerMinute),
            Map.entry("reads_per_minute", (long) readsPerMinute),
            Map.entry("posts_per_day", (long) postsPerDay),
            Map.entry("upload_seconds", uploadSeconds),
            Map.entry("processing_ms", processingMs),
            Map.entry("moderation_ms", moderationMs),
            Map.entry("max_video_seconds", (long) maxVideoSeconds),
            Map.entry("unaudited_creators_per_day", (long) unauditedCreatorsPerDay)));
  }
}
