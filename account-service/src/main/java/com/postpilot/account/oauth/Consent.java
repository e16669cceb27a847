package com.postpilot.account.oauth;

import java.net.URI;

/**
 * What the consent page is asked with.
 *
 * @param state comes back with the person
 * @param callback where the platform sends the person
 * @param verifier of PKCE, for platforms that know it; shown to the platform with the code
 * @param again whether the account was connected before
 */
public record Consent(String state, URI callback, Secret verifier, boolean again) {
  @Override
  public String toString() {
    return "Consent[" + callback + "]";
  }
}
