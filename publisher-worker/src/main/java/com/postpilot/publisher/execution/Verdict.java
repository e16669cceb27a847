package com.postpilot.publisher.execution;

import com.postpilot.publisher.ledger.Ending;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is decided about a publication after an attempt. */
sealed interface Verdict {

  /**
   * @param step the visible step that worked
   */
  record Live(int step, Ending.Published ending) implements Verdict {}

  /** It ended, and keeps nobody else waiting. */
  record Over(Ending ending) implements Verdict {}

  /** It ended, because a lane or a whole platform has to rest for long. */
  record OverAndParked(Ending ending, String parked, Instant until) implements Verdict {}

  /**
   * It goes on later, unless it has waited for too long already.
   *
   * @param attempts that count against the limit from now on
   * @param anew whether prepared steps are of no more use
   * @param parked the lane or platform that rests until then, if more than this publication does
   */
  record Later(Instant until, String why, int attempts, boolean anew, @Nullable String parked)
      implements Verdict {

    static Later at(Instant until, String why, int attempts) {
      return new Later(until, why, attempts, false, null);
    }
  }

  /** The platform is looked at (again) for what became of a visible step. */
  record Look(Instant at, String why) implements Verdict {}
}
