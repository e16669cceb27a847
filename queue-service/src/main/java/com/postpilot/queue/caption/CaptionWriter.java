package com.postpilot.queue.caption;

import com.postpilot.common.contract.Platform;
import com.postpilot.queue.product.ProductFacts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a caption for each platform; costs money or time, but changes nothing. */
public interface CaptionWriter {

  /** Who writes, such as {@code template} or the name of a model. */
  String name();

  /** Never throws for what the writer's service answers or does not. */
  Written write(Request request);

  /**
   * @param language of the captions
   * @param brandVoice how the shop wants to sound, in its own words; only a model can follow it
   * @param bannedClaims what the workspace never says
   * @param seed the same seed and request give the same captions, where the writer can
   */
  record Request(
      ProductFacts product,
      Set<Platform> platforms,
      Tone tone,
      Locale language,
      @Nullable String brandVoice,
      List<String> bannedClaims,
      long seed) {
    public Request {
      platforms = Set.copyOf(platforms);
      bannedClaims = List.copyOf(bannedClaims);
    }
  }

  /**
   * @param hashtags without {@code #}
   */
  record Caption(String text, List<String> hashtags) {}

  /** What came of it. */
  sealed interface Written {
    /**
     * @param writer who wrote it, such as {@code template} or the name of a model
     */
    record Captions(Map<Platform, Caption> byPlatform, String writer) implements Written {}

    /**
     * Trying again gives nothing better.
     *
     * @param code stable, such as {@code refused, spend_limit, misconfigured}
     * @param detail in plain words, with what can be done
     */
    record Refused(String code, String detail) implements Written {}

    /**
     * @param after the earliest sensible moment, if the writer's service told one
     */
    record Unavailable(String detail, @Nullable Duration after) implements Written {}
  }
}
