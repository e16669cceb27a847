package com.postpilot.account.limits;

import com.postpilot.account.oauth.Secret;
import com.postpilot.common.contract.Platform;

/** A platform that tells what an account may publish. Its calls go over the network. */
public interface LimitsSource {

  Platform platform();

  Told ask(Secret access, String externalId);

  /** What the platform said. */
  sealed interface Told {
    record Limits(PublishingLimits limits) implements Told {}

    /** It does not accept the token. */
    record Refused(String errorCode) implements Told {}

    record Unavailable(String reason) implements Told {}
  }
}
