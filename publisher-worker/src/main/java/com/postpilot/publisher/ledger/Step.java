package com.postpilot.publisher.ledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One remote call as the ledger knows it; recorded before it is sent.
 *
 * @param requestHash tells whether a later request asks for the same
 * @param text that a visible step publishes; the publication's own may have been edited since
 * @param remoteId what the call made; of a visible step that was taken but is not yet known to be
 *     live, what the platform calls it until then
 * @param uploadUrl where the platform takes the bytes of what the step opened
 * @param detail of a refusal, also one that proves nothing: its code
 * @param outcome null while nothing is known: for a visible step the reconciler's work
 * @param absentAt when the platform first showed that a visible step had not been applied
 */
public record Step(
    int no,
    StepKind kind,
    int position,
    String requestHash,
    @Nullable String text,
    Instant startedAt,
    @Nullable Outcome outcome,
    @Nullable String remoteId,
    @Nullable String uploadUrl,
    @Nullable String detail,
    @Nullable Instant absentAt) {

  /** What is known of a call for good. */
  public enum Outcome {
    DONE,
    /** The platform refused it and did not apply it. */
    REFUSED,
    /** Nobody knows, and nobody needs to: a lost step that creates nothing visible. */
    LOST,
    /** Proven not to have been applied. */
    ABSENT,
    /** Done, but of no more use. */
    DISCARDED
  }

  /** The text that a visible step publishes. */
  public String sentText() {
    return Objects.requireNonNull(text, "a visible step has a text");
  }

  public boolean unsettled() {
    return kind.visible() && outcome == null;
  }
}
