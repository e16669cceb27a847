package com.postpilot.account.oauth;

import com.postpilot.common.contract.Platform;
import java.net.URI;
import java.util.Set;

/** The OAuth side of one platform. Its calls go over the network: never inside a transaction. */
public interface OAuthPlatform {

  Platform platform();

  /** What the consent page asks for. */
  Set<String> requestedScopes();

  /** What publishing cannot do without. */
  Set<String> requiredScopes();

  /** The consent page. */
  URI authorizeUrl(Consent consent);

  /**
   * Trades the code of the callback for tokens that last, and for whom they belong to.
   *
   * @param verifier of the consent that the code answers
   */
  Exchange exchange(String code, URI callback, Secret verifier);

  Renewal renew(Keys keys);

  /** Asks whether the keys still open the account. */
  Checkup check(Keys keys, String externalId);

  /** Whether keys that are refused with this code may be replaced by renewing them. */
  boolean isCuredByRenewal(String errorCode);

  /** Whether it can be told to forget a consent. */
  boolean revokes();

  /**
   * Tells it to forget the consent behind the keys, and with it everything that the consent opened.
   *
   * @param ownerId of whom it was
   */
  Revocation revoke(Keys keys, String ownerId);
}
