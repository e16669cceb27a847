package com.postpilot.publisher.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far an attempt to publish got. */
public sealed interface Progress {

  /**
   * The visible step worked.
   *
   * @param step its number in the ledger
   */
  record Live(int step, @Nullable String remoteId) implements Progress {}

  /** The platform is still preparing, or works on what the visible step gave it; ask again. */
  record NotReady(Duration after, String what) implements Progress {}

  /** Refused, and certainly not live. */
  record Refused(PlatformError error) implements Progress {}

  /** The visible step was sent, and what became of it is not known. */
  record Unknown(String why) implements Progress {}
}
