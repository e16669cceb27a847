package com.postpilot.account.oauth;

/** What came of the attempt to renew a token. */
public sealed interface Renewal {

  record Renewed(Token token) implements Renewal {}

  /**
   * The token is dead, its owner has to connect again.
   *
   * @param errorCode the platform's own, such as {@code 190/463}
   */
  record Refused(String errorCode) implements Renewal {}

  /** The platform has blocked the account for a while; the token lives. */
  record Restricted(String errorCode) implements Renewal {}

  /** Not now: the platform is away, busy or says what we do not know. Nothing is lost. */
  record Unavailable(String reason) implements Renewal {}
}
