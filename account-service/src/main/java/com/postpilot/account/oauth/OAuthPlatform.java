package com.postpilot.account.oauth;

import com.postpilot.common.contract.Platform;
import java.net.URI;
import java.util.Set;

/** The OAuth side of one platform. Its calls go over the network: never inside a transaction. */
public interface OAuthPlatform {

  Platform platform();

  /** The name that people know it by. */
  String displayName();

  /** What the consent page asks for. */
  Set<String> requestedScopes();

  /** What publishing cannot do without. */
  Set<String> requiredScopes();

  /**
   * The consent page.
   *
   * @param state comes back with the person
   * @param callback where the platform sends the person
   */
  URI authorizeUrl(String state, URI callback);

  /** Trades the code of the callback for tokens that last, and for whom they belong to. */
  Exchange exchange(String code, URI callback);

  Renewal renew(Secret token);
}
