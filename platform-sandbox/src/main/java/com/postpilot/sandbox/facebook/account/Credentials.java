package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.facebook.account.FacebookFact.AppRemoved;
import com.postpilot.sandbox.facebook.account.FacebookFact.ConsentRedeemed;
import com.postpilot.sandbox.facebook.account.FacebookFact.CredentialDied;
import com.postpilot.sandbox.facebook.account.FacebookFact.UserTokenIssued;
import com.postpilot.sandbox.facebook.account.UserToken.Life;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.Opaque;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.traffic.Account;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues, checks and revokes tokens. */
@Component
class Credentials {

  private static final int CODE_EXPIRED = 36007;
  private static final int OTHER_REDIRECT_URI = 36008;
  private static final int CODE_USED = 36009;

  private final People people;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;
  private final FacebookApp app;

  Credentials(
      People people, Journal journal, SandboxClock clock, CurrentLimits limits, FacebookApp app) {
    this.people = people;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
    this.app = app;
  }

  /** Trades a code for a short-lived token, once. */
  UserToken redeem(String code, String redirectUri) {
    return journal.exclusively(
        () -> {
          var open =
              people
                  .openCode(code)
                  .orElseThrow(
                      () ->
                          GraphError.of(100, CODE_USED, "This authorization code has been used."));
          if (!clock.instant().isBefore(open.expiresAt())) {
            throw GraphError.of(100, CODE_EXPIRED, "This authorization code has expired.");
          }
          if (!open.redirectUri().equals(redirectUri)) {
            throw GraphError.of(
                100,
                OTHER_REDIRECT_URI,
                "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request");
          }
          var token = issue(Life.SHORT, open.consent(), limits.facebook().shortTokenSeconds());
          journal.append(new ConsentRedeemed(code, token));
          return token;
        });
  }

  /** Trades a person's token for a long-lived one. */
  UserToken exchange(String value) {
    return journal.exclusively(
        () -> {
          if (!(requireAlive(value) instanceof Credential.OfPerson(var token))) {
            throw GraphError.invalidParameter("Only the token of a person can be exchanged");
          }
          var longer = issue(Life.LONG, token.consent(), limits.facebook().longTokenSeconds());
          journal.append(new UserTokenIssued(longer));
          return longer;
        });
  }

  /** Takes one token away, as a changed password does; other tokens live on. */
  void revoke(String value) {
    journal.append(new CredentialDied(value));
  }

  /** Throws the app out. */
  void removeApp(String personId) {
    journal.append(new AppRemoved(personId));
  }

  /** The token, if it may still be used. */
  Credential requireAlive(String value) {
    return journal.exclusively(
        () -> {
          var credential = find(value).orElseThrow(Credentials::unreadable);
          var refusal = refusal(credential);
          if (refusal != null) {
            throw refusal;
          }
          return credential;
        });
  }

  Optional<Credential> find(String value) {
    return journal.exclusively(() -> people.credential(value));
  }

  static GraphError unreadable() {
    return GraphError.of(190, "Invalid OAuth access token - Cannot parse access token");
  }

  /** Why the token may no longer be used; null while it may. */
  @Nullable GraphError refusal(Credential credential) {
    return journal.exclusively(
        () -> {
          if (people.isRemoved(credential)) {
            return GraphError.of(
                190,
                458,
                "Error validating access token: The user has not authorized application %s."
                    .formatted(app.clientId()));
          }
          if (people.isDead(credential)) {
            return GraphError.accessRevoked();
          }
          return credential.isExpiredAt(clock.instant())
              ? GraphError.of(
                  190,
                  463,
                  "Error validating access token: Session has expired on %s"
                      .formatted(credential.expiresAt()))
              : null;
        });
  }

  /** Whose token it is, or was: a Page's, or a person's. */
  Optional<Account> holder(String value) {
    return journal.exclusively(() -> people.credential(value).map(this::account));
  }

  /** Who gave the code, while it is open. */
  Optional<Account> giver(String code) {
    return journal.exclusively(
        () ->
            people.openCode(code).map(open -> people.person(open.consent().personId()).account()));
  }

  /** Seconds that the token still has to live. */
  long secondsLeft(UserToken token) {
    return Duration.between(clock.instant(), token.expiresAt()).toSeconds();
  }

  private Account account(Credential credential) {
    return switch (credential) {
      case Credential.OfPerson(var token) -> people.person(token.consent().personId()).account();
      case Credential.OfPage page -> people.page(page.pageId()).orElseThrow().account();
    };
  }

  private UserToken issue(Life life, Consent consent, long seconds) {
    var now = clock.instant();
    return new UserToken("EAAB" + Opaque.text(160), life, consent, now, now.plusSeconds(seconds));
  }
}
