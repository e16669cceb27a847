package com.postpilot.account.notice;

import java.time.Instant;

/** What a platform's call turned out to be. */
public sealed interface Notice {

  /**
   * A person has withdrawn the consent.
   *
   * @param userId the platform's id of the person
   * @param at when, by the platform's clock
   */
  record Withdrawn(String userId, Instant at) implements Notice {}

  /** Genuine, but of no interest. */
  record Irrelevant() implements Notice {}

  /** Not from the platform, damaged, or too old. */
  record Forged() implements Notice {}
}
