package com.postpilot.queue.caption.claude;

import com.postpilot.queue.caption.CaptionWriter.Written;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one call came to. */
sealed interface Reply {

  /**
   * @param text the first block of text, JSON if all went well
   */
  record Said(String text, String model) implements Reply {}

  /** Asking again gives nothing better. */
  record Declined(Written.Refused why) implements Reply {}

  /**
   * No answer, or none that can be used; the next one may be better.
   *
   * @param after how long Claude wants to be left alone
   */
  record Nothing(String detail, @Nullable Duration after) implements Reply {
    Nothing(String detail) {
      this(detail, null);
    }
  }
}
