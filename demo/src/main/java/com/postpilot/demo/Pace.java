package com.postpilot.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * How fast the suite sends one account's posts to TikTok; the sandbox's quotas do not count.
 *
 * @param aMinute posts in any minute
 */
record Pace(int aMinute) {
  /** What TikTok really takes, and PostPilot keeps to unless it is told otherwise. */
  static final Pace REAL = new Pace(6);

  /** How long after the first the last of {@code posts} has its turn. */
  Duration turns(int posts) {
    return Duration.ofMinutes((posts - 1) / aMinute);
  }

  /** What to expect of it, if {@code posts} have to wait for their turns. */
  Optional<String> notice(int posts) {
    return posts <= aMinute
        ? Optional.empty()
        : Optional.of(
            "PostPilot sends TikTok %d posts a minute of an account: there the last of %d goes out %d min after the first."
                .formatted(aMinute, posts, turns(posts).toMinutes()));
  }
}
