package com.postpilot.demo.client;

/** A request that was not granted. */
public final class Refusal extends RuntimeException {
  private final String reason;

  /**
   * @param asked method and path
   * @param reason what the other side says about it, a sentence
   */
  Refusal(String asked, String reason) {
    super(asked + ": " + reason);
    this.reason = reason;
  }

  Refusal(String asked, Throwable cause) {
    super(asked + ": nobody answers.", cause);
    this.reason = "Nobody answers.";
  }

  /** What the other side says about it, a sentence. */
  public String reason() {
    return reason;
  }
}
