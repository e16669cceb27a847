package com.postpilot.common.contract;

/** Kafka topics, {@code <owner>.<stream>.v<major>}; each has exactly one producing service. */
public final class Topics {
  public static final String IDENTITY = "auth.identity.v1";
  public static final String ACCOUNT_LIFECYCLE = "account.lifecycle.v1";
  public static final String POST_LIFECYCLE = "post.lifecycle.v1";
  public static final String POST_DUE = "post.due.v1";
  public static final String QUEUE_LIFECYCLE = "queue.lifecycle.v1";
  public static final String SUBSCRIPTION = "billing.subscription.v1";
  public static final String PUBLISHER_OUTCOME = "publisher.outcome.v1";

  /** Partitions of every topic: bounds a consumer group's intake, not its concurrency. */
  public static final int PARTITIONS = 12;

  private Topics() {}
}
