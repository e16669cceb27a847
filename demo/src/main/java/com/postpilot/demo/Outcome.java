package com.postpilot.demo;

import com.postpilot.demo.client.Account;
import com.postpilot.demo.client.Sandbox.Publication;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a product on one account.
 *
 * @param seen by followers; one is right
 * @param trouble why it is not out, where PostPilot says so
 */
record Outcome(
    Entry entry,
    Account account,
    List<Publication> seen,
    @Nullable String permalink,
    @Nullable String trouble) {

  Outcome {
    seen = List.copyOf(seen);
  }

  boolean isSeenOnce() {
    return seen.size() == 1;
  }

  /** From the due time until followers saw it. */
  Optional<Duration> lateness() {
    return seen.stream()
        .findFirst()
        .map(publication -> Duration.between(entry.due(), publication.publishedAt()));
  }
}
