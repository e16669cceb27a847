package com.postpilot.publisher.platform;

import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Ledger;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.ledger.StepKind;
import java.time.Duration;
import java.util.Objects;
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

  /** The last step that was done for the same request and is still of use. */
  public Optional<Step> done(Claim claim, StepKind kind, int position, String requestHash) {
    return claim
        .sent(kind)
        .filter(
            step ->
                step.position() == position
                    && step.outcome() == Step.Outcome.DONE
                    && step.requestHash().equals(requestHash))
        .reduce((earlier, later) -> later);
  }

  /**
   * What an earlier attempt made for the same request, or else what {@code call} makes now. It
   * makes nothing visible; if its answer is lost it may simply be repeated.
   *
   * @param life how long the platform keeps it
   */
  public Prepared prepare(
      Claim claim,
      StepKind kind,
      int position,
      String requestHash,
      Duration life,
      Supplier<Reply<Made>> call) {
    return done(claim, kind, position, requestHash)
        .filter(step -> step.startedAt().plus(life).isAfter(claim.claimedAt()))
        .<Prepared>map(
            step ->
                new Prepared.Ready(
                    new Made(Objects.requireNonNull(step.remoteId()), step.uploadUrl()),
                    step.startedAt()))
        .orElseGet(() -> send(claim, kind, position, requestHash, call));
  }

  private Prepared send(
      Claim claim, StepKind kind, int position, String requestHash, Supplier<Reply<Made>> call) {
    int step = ledger.begin(claim.publication(), kind, position, requestHash);
    return switch (call.get()) {
      case Reply.Ok<Made>(var made) -> {
        if (made.uploadUrl() == null) {
          finish(claim, step, Step.Outcome.DONE, made.id(), null);
        } else {
          ledger.opened(claim.publication(), step, made.id(), made.uploadUrl());
        }
        yield new Prepared.Ready(made, claim.claimedAt());
      }
      case Reply.Refused<Made>(var error) -> {
        finish(claim, step, Step.Outcome.REFUSED, null, error.code());
        yield new Prepared.Stopped(new Progress.Refused(error));
      }
      case Reply.Lost<Made>(var why) -> {
        finish(claim, step, Step.Outcome.LOST, null, why);
        yield new Prepared.Stopped(
            new Progress.Refused(PlatformError.noAnswer(claim.publication().platform())));
      }
    };
  }

  /**
   * Sends a visible step whose success means that the post is live. Unless its answer proves what
   * became of it, it stays unsettled in the ledger; success is settled together with the
   * publication.
   */
  public Progress publish(
      Claim claim, StepKind kind, String requestHash, Supplier<Reply<String>> call) {
    int step = ledger.begin(claim.publication(), kind, 0, requestHash);
    return switch (call.get()) {
      case Reply.Ok<String>(var remoteId) -> new Progress.Live(step, remoteId);
      case Reply.Refused<String>(var error) -> refused(claim, step, error);
      case Reply.Lost<String>(var why) -> new Progress.Unknown(why);
    };
  }

  /**
   * Sends a visible step after which the platform still works on the post: it stays unsettled until
   * the platform, asked for what it answered here, says what came of it.
   */
  public Progress handOver(
      Claim claim, StepKind kind, String requestHash, Supplier<Reply<String>> call) {
    int step = ledger.begin(claim.publication(), kind, 0, requestHash);
    return switch (call.get()) {
      case Reply.Ok<String>(var remoteId) -> {
        ledger.answered(claim.publication(), step, remoteId, null);
        yield new Progress.NotReady(Duration.ofSeconds(1), "the post");
      }
      case Reply.Refused<String>(var error) -> refused(claim, step, error);
      case Reply.Lost<String>(var why) -> new Progress.Unknown(why);
    };
  }

  private Progress refused(Claim claim, int step, PlatformError error) {
    if (error.notApplied()) {
      finish(claim, step, Step.Outcome.REFUSED, null, error.code());
      return new Progress.Refused(error);
    }
    ledger.answered(claim.publication(), step, null, error.code());
    return new Progress.Unknown("It answered with error " + error.code() + ".");
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
