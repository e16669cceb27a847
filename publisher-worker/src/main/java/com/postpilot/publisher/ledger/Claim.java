package com.postpilot.publisher.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A publication that this worker holds, with all that was ever sent for it.
 *
 * @param steps in the order in which they were sent
 * @param claimedAt the database's time
 */
public record Claim(Publication publication, List<Step> steps, Instant claimedAt) {

  /** The visible step whose outcome nobody knows. */
  public Optional<Step> unsettled() {
    return steps.stream().filter(Step::unsettled).findFirst();
  }
}
