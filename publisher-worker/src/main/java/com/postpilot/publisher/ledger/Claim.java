package com.postpilot.publisher.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A publication that this worker holds, with all that was ever sent for it.
 *
 * @param steps in the order in which they were sent
 * @param claimedAt the database's time
 * @param restsUntil when its account or platform may be called again, if that is far off
 */
public record Claim(
    Publication publication, List<Step> steps, Instant claimedAt, @Nullable Instant restsUntil) {

  /** All steps of a kind, in the order in which they were sent. */
  public Stream<Step> sent(StepKind kind) {
    return steps.stream().filter(step -> step.kind() == kind);
  }

  /** The visible step whose outcome nobody knows. */
  public Optional<Step> unsettled() {
    return steps.stream().filter(Step::unsettled).findFirst();
  }
}
