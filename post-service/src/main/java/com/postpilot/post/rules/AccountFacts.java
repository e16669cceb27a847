package com.postpilot.post.rules;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an account when a post for it is judged.
 *
 * @param endsAt when the connection ends unless it is renewed
 * @param live what its platform says of it at this moment
 */
public record AccountFacts(
    String handle, Connection connection, @Nullable Instant endsAt, Live live) {

  /** Whether posts can go out through the account. */
  public enum Connection {
    OK,
    RESTRICTED,
    NEEDS_REAUTH,
    DISCONNECTED
  }

  /** What only the platform knows. */
  public sealed interface Live {
    /**
     * @param quota null if the platform counts none
     * @param creator of a TikTok account
     */
    record Known(@Nullable Quota quota, @Nullable Creator creator) implements Live {}

    /** Nobody could be asked: nothing is assumed in its place. */
    record Unavailable() implements Live {}
  }

  /** Publications in a rolling window. */
  public record Quota(long used, long total, long windowSeconds) {}

  /**
   * What a TikTok creator allows.
   *
   * @param maxSeconds of a video
   * @param canPost if not, TikTok tells nothing else of the creator but the reason
   */
  public record Creator(
      String nickname,
      List<String> privacyLevels,
      boolean commentDisabled,
      boolean duetDisabled,
      boolean stitchDisabled,
      @Nullable Long maxSeconds,
      boolean canPost,
      @Nullable String reason) {}

  boolean connected() {
    return switch (connection) {
      case OK, RESTRICTED -> true;
      case NEEDS_REAUTH, DISCONNECTED -> false;
    };
  }

  @Nullable Creator creator() {
    return live instanceof Live.Known(var quota, var creator) ? creator : null;
  }

  /** The creator, if TikTok told what he allows. */
  @Nullable Creator askedCreator() {
    var creator = creator();
    return creator != null && creator.canPost() ? creator : null;
  }

  @Nullable Quota quota() {
    return live instanceof Live.Known(var quota, var creator) ? quota : null;
  }
}
