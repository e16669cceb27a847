package com.postpilot.queue.item;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The post of an item on one account.
 *
 * @param outcome what became of it; null while that is open
 * @param hold why it waits; null if it does not
 */
public record PostTarget(
    UUID id, Platform platform, @Nullable Outcome outcome, @Nullable Hold hold) {

  /** How it ended. */
  public enum Outcome {
    PUBLISHED,
    FAILED
  }

  /**
   * Why it waits.
   *
   * @param detail what happened, in plain words
   * @param action what a person can do
   * @param nextActionAt when it goes on without anybody's doing; null if an event or a person ends
   *     it
   */
  public record Hold(
      HoldReason reason, String detail, String action, @Nullable Instant nextActionAt) {}
}
