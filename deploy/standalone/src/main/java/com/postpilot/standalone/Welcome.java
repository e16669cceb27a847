package com.postpilot.standalone;

import java.nio.file.Path;
import java.time.Duration;

/** The one screen that tells a person what there is and what to try next. */
record Welcome(Addresses addresses, Path home, Duration took) {

  @Override
  public String toString() {
    return """

        PostPilot is ready (%.1f s).

          API                  %s/api/v1
          Health               %s/ready
          What followers see   %s/   (a sandbox stands in for the platforms)
          Mail it sends        %s   (goes no further)

        Next: the two-minute tour in README.md registers, connects an account and publishes a post.
              ./postpilot status shows what runs, ./postpilot down (or Ctrl-C) stops it.
              Data and logs are kept in %s
        """
        .formatted(
            took.toMillis() / 1000.0,
            addresses.of(Service.GATEWAY),
            addresses.of(Service.GATEWAY),
            addresses.of(Service.PLATFORM_SANDBOX),
            addresses.mailPage(),
            home);
  }
}
