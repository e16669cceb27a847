package com.postpilot.publisher.platform;

import com.postpilot.common.contract.Platform;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A refusal by a platform, looked up in its catalogue.
 *
 * @param code the platform's, such as {@code 36003/2207009}
 * @param notApplied whether it is certain that the call had no effect
 * @param cause in plain words
 * @param remedy what {@code actor} can do
 * @param tries after which an error that may pass counts as final, if sooner than others
 * @param rest how long a WAIT lasts, where that is known
 * @param wholeApplication whether a WAIT concerns all accounts
 */
public record PlatformError(
    String code,
    ErrorClass kind,
    boolean notApplied,
    String cause,
    Actor actor,
    String remedy,
    @Nullable Integer tries,
    @Nullable Duration rest,
    boolean wholeApplication) {
  private static final String PASSES = "Nothing to do: PostPilot tries again by itself.";

  /** No connection came about, so nothing was sent. */
  public static PlatformError notReached(Platform platform) {
    return passing("not_reached", platform.displayName() + " could not be reached.");
  }

  /** The answer to a call that makes nothing visible was lost; it may simply be made again. */
  public static PlatformError noAnswer(Platform platform) {
    return passing("no_answer", platform.displayName() + " did not answer.");
  }

  private static PlatformError passing(String code, String cause) {
    return new PlatformError(
        code, ErrorClass.RETRY, true, cause, Actor.NOBODY, "", null, null, false);
  }

  /** A window of ours, kept so that the platform need not refuse. */
  public static PlatformError budgetSpent(String what, Duration rest) {
    return new PlatformError(
        "budget/" + what,
        ErrorClass.WAIT,
        true,
        "The account's calls for this minute are used up.",
        Actor.NOBODY,
        "",
        null,
        rest,
        false);
  }

  /** What has to be done, and by whom, as a sentence for the post's owner. */
  public String action() {
    return switch (actor) {
      case OWNER -> remedy;
      case NOBODY -> remedy.isEmpty() ? PASSES : remedy;
      case OPERATOR -> "Ask whoever runs PostPilot: " + remedy;
    };
  }

  /** The same error with what the platform itself says about its window. */
  public PlatformError resting(Duration rest) {
    return new PlatformError(
        code, kind, notApplied, cause, actor, remedy, tries, rest, wholeApplication);
  }

  /** The same error, said of a part of the post. */
  public PlatformError about(String part) {
    return new PlatformError(
        code, kind, notApplied, part + ": " + cause, actor, remedy, tries, rest, wholeApplication);
  }
}
