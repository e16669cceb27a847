package com.postpilot.publisher.ledger;

/** A kind of remote call. The visible one makes the post appear. */
public enum StepKind {
  /** One item of an Instagram carousel. */
  CHILD(false),
  /** What Instagram publishes: an image, or a carousel of children. */
  CONTAINER(false),
  /** Instagram's {@code media_publish}. */
  PUBLISH(true);

  private final boolean visible;

  StepKind(boolean visible) {
    this.visible = visible;
  }

  public boolean visible() {
    return visible;
  }
}
