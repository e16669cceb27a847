package com.postpilot.publisher.platform;

import org.jspecify.annotations.Nullable;

/** What a platform shows of a visible step whose answer was lost. */
public sealed interface Evidence {

  record Live(@Nullable String remoteId) implements Evidence {}

  /** No trace of it now; proof only when seen again after the platform's consistency delay. */
  record NoTrace(String what) implements Evidence {}

  /** The platform cannot be asked, or does not say. */
  record Unclear(String why) implements Evidence {}

  record Refused(PlatformError error) implements Evidence {}
}
