package com.postpilot.publisher.platform;

import java.time.Instant;
import java.util.function.Function;

/** A step that makes nothing visible, as far as it got. */
public sealed interface Prepared {

  /**
   * @param made by this attempt or by an earlier one
   * @param since when it was sent
   */
  record Ready(Made made, Instant since) implements Prepared {}

  record Stopped(Progress progress) implements Prepared {}

  default Progress then(Function<Ready, Progress> next) {
    return switch (this) {
      case Ready ready -> next.apply(ready);
      case Stopped(var progress) -> progress;
    };
  }
}
