package com.postpilot.sandbox.limit;

import com.postpilot.sandbox.control.InvalidControl;
import com.postpilot.sandbox.journal.Fact;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of all platforms: a fact each time that they are changed. */
public record Limits(InstagramLimits instagram, FacebookLimits facebook, TikTokLimits tiktok)
    implements Fact {

  static final Limits REAL =
      new Limits(InstagramLimits.REAL, FacebookLimits.REAL, TikTokLimits.REAL);

  public Limits {
    requireGiven("instagram", instagram);
    requireGiven("facebook", facebook);
    requireGiven("tiktok", tiktok);
  }

  private static void requireGiven(String platform, @Nullable Object limits) {
    if (limits == null) {
      throw new InvalidControl(platform, "A platform cannot do without limits");
    }
  }

  /** For the platforms' numbers, by their JSON names. */
  static void requireNotNegative(String platform, Map<String, Long> numbers) {
    numbers.forEach(
        (name, number) -> {
          if (number < 0) {
            throw new InvalidControl(platform + "." + name, "A limit cannot be negative");
          }
        });
  }
}
