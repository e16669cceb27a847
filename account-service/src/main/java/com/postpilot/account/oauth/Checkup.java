package com.postpilot.account.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an account is, as its platform sees it. */
public sealed interface Checkup {

  /**
   * @param endsAt when the connection ends unless it is renewed; null: nothing new is known
   */
  record Well(@Nullable Instant endsAt) implements Checkup {}

  /** The platform does not accept the keys. */
  record Refused(String errorCode) implements Checkup {}

  /** The platform has blocked the account for a while; the keys live. */
  record Restricted(String errorCode) implements Checkup {}

  /** No answer that decides anything. */
  record Unavailable(String reason) implements Checkup {}
}
