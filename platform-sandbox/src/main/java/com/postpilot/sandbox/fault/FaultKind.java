package com.postpilot.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import com.postpilot.sandbox.traffic.Operation;
import java.util.Locale;
import java.util.Set;

/** What can go wrong with a call. */
public enum FaultKind {
  /** Holds the call open, then applies it; a client that leaves meanwhile takes its call along. */
  STALL(Stage.BEFORE),
  /** Holds the call open, then applies it, whether or not anybody still waits for the answer. */
  APPLY_LATE(Stage.BEFORE),
  /** Answers an error and does nothing. */
  ERROR_BEFORE_APPLY(Stage.BEFORE),
  /** Closes the connection without an answer and does nothing. */
  DROP_BEFORE_APPLY(Stage.BEFORE),
  /** Answers that there were too many calls. */
  RATE_LIMITED(Stage.BEFORE),
  /** Takes the caller's token away for good; this call is the first to notice. */
  TOKEN_REVOKED(Stage.BEFORE),
  /** Publishes, but the platform's API shows it only after the delay. */
  LISTING_LAGS(
      Stage.DURING,
      Operation.PUBLISH,
      Operation.PHOTO,
      Operation.FEED,
      Operation.REEL_FINISH,
      Operation.INIT),
  /** Takes the media in and fails to process them. */
  PROCESSING_FAILS(Stage.DURING, Operation.CONTAINER, Operation.REEL_FINISH, Operation.INIT),
  /** Answers that the model will not write that. */
  REFUSAL(Stage.DURING, Operation.MESSAGES),
  /** Answers half of what was written. */
  CUT_SHORT(Stage.DURING, Operation.MESSAGES),
  /** Answers with a text around the JSON that was asked for. */
  INVALID_JSON(Stage.DURING, Operation.MESSAGES),
  /** Does what was asked and closes the connection without a byte of an answer. */
  DROP_RESPONSE_AFTER_APPLY(Stage.AFTER),
  /** Does what was asked and answers an error. */
  ERROR_AFTER_APPLY(Stage.AFTER),
  /** Does what was asked and holds the answer back. */
  STALL_AFTER_APPLY(Stage.AFTER),
  /** Does what was asked and answers 200 with something that is not JSON. */
  GARBAGE(Stage.AFTER);

  /** When a fault strikes: one of each stage can hit the same call. */
  enum Stage {
    BEFORE,
    DURING,
    AFTER
  }

  private final Stage stage;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
  private final Set<Operation> only;

  /**
   * @param only the operations that it can strike; none means all
   */
  FaultKind(Stage stage, Operation... only) {
    this.stage = stage;
    this.only = Set.of(only);
  }

  Stage stage() {
    return stage;
  }

  boolean strikes(Operation operation) {
    return only.isEmpty() || only.contains(operation);
  }

  @JsonValue
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
