package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.Opaque;
import com.postpilot.sandbox.instagram.account.AccessToken.Life;
import com.postpilot.sandbox.instagram.account.AccountFact.CodeRedeemed;
import com.postpilot.sandbox.instagram.account.AccountFact.TokenIssued;
import com.postpilot.sandbox.instagram.account.AccountFact.TokenRevoked;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.traffic.Account;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Issues, checks, prolongs and revokes access tokens. */
@Component
class Tokens {

  private final Accounts accounts;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  Tokens(Accounts accounts, Journal journal, SandboxClock clock, CurrentLimits limits) {
    this.accounts = accounts;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  /** Trades a code for a short-lived token, once. */
  AccessToken redeem(String code, String redirectUri) {
    return journal.exclusively(
        () -> {
          var consent =
              accounts
                  .openCode(code)
                  .filter(open -> clock.instant().isBefore(open.expiresAt()))
                  .orElseThrow(
                      () -> new OAuthRefusal("Matching code was not found or was already used"));
          if (!consent.redirectUri().equals(redirectUri)) {
            throw new OAuthRefusal(
                "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request");
          }
          var token =
              issue(
                  Life.SHORT,
                  consent.profileId(),
                  consent.scopes(),
                  limits.instagram().shortTokenSeconds());
          journal.append(new CodeRedeemed(code, token));
          return token;
        });
  }

  /** Trades a short-lived token for a long-lived one. */
  AccessToken exchange(String token) {
    return journal.exclusively(
        () -> {
          var shortLived = requireAlive(token);
          if (shortLived.life() != Life.SHORT) {
            throw GraphError.of(
                452,
                "Session key invalid. This could be because the session key has an incorrect format, or because the user has revoked this session");
          }
          return prolong(shortLived);
        });
  }

  /** Trades a long-lived token for a younger one; the old one lives on until its own end. */
  AccessToken refresh(String token) {
    return journal.exclusively(
        () -> {
          var longLived = requireAlive(token);
          if (longLived.life() != Life.LONG) {
            throw GraphError.invalidParameter("Only long-lived tokens can be refreshed");
          }
          var minAge = Duration.ofSeconds(limits.instagram().minRefreshAgeSeconds());
          if (longLived.ageAt(clock.instant()).compareTo(minAge) < 0) {
            throw GraphError.invalidParameter("The access token is too young to be refreshed");
          }
          return prolong(longLived);
        });
  }

  void revoke(String token) {
    journal.append(new TokenRevoked(token));
  }

  /** The profile that may do this with the token. */
  Profile authenticate(Optional<String> token, Scope scope) {
    return journal.exclusively(
        () -> {
          var alive =
              requireAlive(
                  token.orElseThrow(
                      () ->
                          GraphError.of(
                              104, "An access token is required to request this resource.")));
          if (!alive.scopes().contains(scope)) {
            throw GraphError.of(10, "(#10) Application does not have permission for this action");
          }
          return accounts.profile(alive.profileId());
        });
  }

  /** Whose token it is, or was. */
  Optional<Account> holder(String token) {
    return journal.exclusively(
        () -> accounts.token(token).map(known -> accounts.profile(known.profileId()).account()));
  }

  /** Who gave the code, while it is open. */
  Optional<Account> giver(String code) {
    return journal.exclusively(
        () -> accounts.openCode(code).map(open -> accounts.profile(open.profileId()).account()));
  }

  /** Seconds that the token still has to live. */
  long secondsLeft(AccessToken token) {
    return Duration.between(clock.instant(), token.expiresAt()).toSeconds();
  }

  private AccessToken requireAlive(String value) {
    var token =
        accounts
            .token(value)
            .orElseThrow(
                () -> GraphError.of(190, "Invalid OAuth access token - Cannot parse access token"));
    if (accounts.isRevoked(token)) {
      throw GraphError.accessRevoked();
    }
    if (token.isExpiredAt(clock.instant())) {
      throw GraphError.of(
          190,
          463,
          "Error validating access token: Session has expired on %s".formatted(token.expiresAt()));
    }
    return token;
  }

  private AccessToken prolong(AccessToken token) {
    var longer =
        issue(Life.LONG, token.profileId(), token.scopes(), limits.instagram().longTokenSeconds());
    journal.append(new TokenIssued(longer));
    return longer;
  }

  private AccessToken issue(Life life, String profileId, Set<Scope> scopes, long seconds) {
    var now = clock.instant();
    return new AccessToken(
        "IGAA" + Opaque.text(160), life, profileId, scopes, now, now.plusSeconds(seconds));
  }
}
