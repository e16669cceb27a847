package com.postpilot.sandbox.limit;

import java.util.Map;

/**
 * TikTok's numbers.
 *
 * @param codeSeconds life of an authorization code
 * @param tokenSeconds life of an access token
 * @param refreshTokenSeconds life of a refresh token
 */
public record TikTokLimits(long codeSeconds, long tokenSeconds, long refreshTokenSeconds) {

  static final TikTokLimits REAL = new TikTokLimits(600, 86_400, 31_536_000);

  public TikTokLimits {
    Limits.requireNotNegative(
        "tiktok",
        Map.of(
            "code_seconds", codeSeconds,
            "token_seconds", tokenSeconds,
            "refresh_token_seconds", refreshTokenSeconds));
  }
}
