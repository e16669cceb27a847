package com.postpilot.account.oauth;

import com.postpilot.common.contract.Platform;
import java.util.List;
import java.util.Set;

/** What a platform gave for the code that its callback brought. */
public sealed interface Exchange {

  /**
   * @param candidates the accounts that the person may connect with this consent; one or more
   * @param excluded accounts of this person that cannot be connected, and why
   */
  record Granted(Set<String> scopes, List<Candidate> candidates, List<Excluded> excluded)
      implements Exchange {}

  /**
   * The platform said no, or the account is of a kind that cannot be used.
   *
   * @param code snake_case
   * @param message plain words for the person
   */
  record Refused(String code, String message) implements Exchange {

    /**
     * @param errorCode the platform's own
     */
    public static Refused by(Platform platform, String errorCode) {
      return new Refused(
          "platform_refused",
          "%s did not accept the connection (code %s). Start again."
              .formatted(platform.displayName(), errorCode));
    }
  }

  /** It cannot be told what became of the code; it is spent. */
  record Unavailable(String reason) implements Exchange {

    /** An answer came, but not what was asked for. */
    public static Unavailable without(String what) {
      return new Unavailable("an answer without a " + what);
    }
  }

  /**
   * An account that may be connected, and the token that opens it.
   *
   * @param ownerId the platform's id of the person who consented; by it the platform tells when
   *     that consent is withdrawn
   */
  record Candidate(Identity identity, String ownerId, Token token) {}

  /**
   * @param reason plain words for the person
   */
  record Excluded(String externalId, String name, String reason) {}
}
