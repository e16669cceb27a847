package com.postpilot.publisher.platform;

import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Ledger;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.ledger.StepKind;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends steps: each is in the ledger before it leaves, and its answer right after it came. */
@Component
public class StepLog {
  private final Ledger ledger;

  StepLog(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The remote id of a step that was done for the same request and is still of use. */
  public Optional<Step> done(Claim claim, StepKind kind, int position, String requestHash) {
    return claim.steps().stream()
        .filter(
            step ->
                step.kind() == kind
                    && step.position() == position
                    && step.outcome() == Step.Outcome.DONE
                    && step.requestHash().equals(requestHash))
        .reduce((earlier, later) -> later);
  }

  /** Sends a step that makes nothing visible; if its answer is lost it may simply be repeated. */
  public Reply<String> prepare(
      Claim claim, StepKind kind, int position, String requestHash, Supplier<Reply<String>> call) {
    int step = ledger.begin(claim.publication(), kind, position, requestHash);
    var reply = call.get();
    switch (reply) {
      case Reply.Ok<String>(var remoteId) -> finish(claim, step, Step.Outcome.DONE, remoteId, null);
      case Reply.Refused<String>(var error) ->
          finish(claim, step, Step.Outcome.REFUSED, null, error.code());
      case Reply.Lost<String>(var why) -> finish(claim, step, Step.Outcome.LOST, null, why);
    }
    return reply;
  }

  /**
   * Sends the visible step. Unless its answer proves what became of it, it stays unsettled in the
   * ledger; success is settled together with the publication.
   */
  public Progress sendVisible(
      Claim claim, StepKind kind, String requestHash, Supplier<Reply<String>> call) {
    int step = ledger.begin(claim.publication(), kind, 0, requestHash);
    return switch (call.get()) {
      case Reply.Ok<String>(var remoteId) -> new Progress.Live(step, remoteId);
      case Reply.Refused<String>(var error) when error.notApplied() -> {
        finish(claim, step, Step.Outcome.REFUSED, null, error.code());
        yield new Progress.Refused(error);
      }
      case Reply.Refused<String>(var error) ->
          new Progress.Unknown("It answered with error " + error.code() + ".");
      case Reply.Lost<String>(var why) -> new Progress.Unknown(why);
    };
  }

  private void finish(
      Claim claim,
      int step,
      Step.Outcome outcome,
      @Nullable String remoteId,
      @Nullable String detail) {
    ledger.finish(claim.publication(), step, outcome, remoteId, detail);
  }
}
