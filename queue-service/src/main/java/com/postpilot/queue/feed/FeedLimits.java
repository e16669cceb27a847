package com.postpilot.queue.feed;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.util.unit.DataSize;

/**
 * What reading a file may cost.
 *
 * @param bytes of the file when it is unpacked
 * @param products at most so many are handed out
 * @param charactersPerField a product with a longer one gets a problem; a row or an element that is
 *     many times as long ends the reading
 * @param deadline reading ends when it has passed: looked at with each piece of the file and each
 *     product, so a source that hangs must have a time-out of its own
 * @param clock tells whether it has passed, and which sale prices are in force
 */
public record FeedLimits(
    DataSize bytes, int products, int charactersPerField, Instant deadline, InstantSource clock) {

  public FeedLimits {
    if (bytes.toBytes() < 1 || products < 1 || charactersPerField < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
