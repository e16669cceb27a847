package com.postpilot.publisher.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a platform shows of a visible step that is not settled. */
public sealed interface Evidence {

  record Live(@Nullable String remoteId) implements Evidence {}

  /** The platform has it and still works on it. */
  record Pending(Duration after, String what) implements Evidence {}

  /** The platform took it and gave it up: nothing is live, and nothing will be. */
  record GivenUp(PlatformError error) implements Evidence {}

  /** No trace of it now; proof only when seen again after the platform's consistency delay. */
  record NoTrace(String what) implements Evidence {}

  /** The platform cannot be asked, or does not say. */
  record Unclear(String why) implements Evidence {}

  /** The question was refused. */
  record Refused(PlatformError error) implements Evidence {}
}
