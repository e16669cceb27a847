package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.graph.Opaque;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.media.MediaStore;
import com.postpilot.sandbox.tiktok.account.CreatorFact.AccessEnded;
import com.postpilot.sandbox.tiktok.account.CreatorFact.SessionOpened;
import com.postpilot.sandbox.tiktok.account.CreatorFact.SessionRenewed;
import com.postpilot.sandbox.tiktok.api.ErrorCode;
import com.postpilot.sandbox.tiktok.api.TikTokError;
import com.postpilot.sandbox.traffic.Account;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues, checks, renews and ends tokens. */
@Component
class Sessions {

  private final Creators creators;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  Sessions(Creators creators, Journal journal, SandboxClock clock, CurrentLimits limits) {
    this.creators = creators;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  /** Trades a code for tokens, once. */
  Session open(String code, String redirectUri, @Nullable String codeVerifier) {
    return journal.exclusively(
        () -> {
          var consent =
              creators
                  .openCode(code)
                  .filter(open -> clock.instant().isBefore(open.expiresAt()))
                  .orElseThrow(() -> LoginRefusal.invalidGrant("Authorization code is expired."));
          if (!consent.redirectUri().equals(redirectUri)) {
            throw LoginRefusal.invalidRequest(
                "Redirect_uri is not matched with the uri when requesting code.");
          }
          requireVerified(consent, codeVerifier);
          var session = issue(consent.openId(), consent.scopes(), newRefreshToken(), refreshEnd());
          journal.append(new SessionOpened(code, session));
          return session;
        });
  }

  /** TikTok's challenge is the SHA-256 in hexadecimal digits, not in Base64 as elsewhere. */
  private static void requireVerified(ConsentCode consent, @Nullable String codeVerifier) {
    if (consent.codeChallenge() == null) {
      return;
    }
    var verifier = codeVerifier == null ? "" : codeVerifier;
    if (!consent
        .codeChallenge()
        .equals(MediaStore.sha256(verifier.getBytes(StandardCharsets.UTF_8)))) {
      throw LoginRefusal.invalidRequest("Code verifier or code challenge is invalid.");
    }
  }

  /** Trades a refresh token for new tokens; the old access token lives on until its own end. */
  Session renew(String refreshToken) {
    return journal.exclusively(
        () -> {
          var old =
              creators
                  .session(refreshToken)
                  .filter(session -> session.refreshToken().equals(refreshToken))
                  .filter(session -> !creators.isDead(refreshToken))
                  .filter(session -> clock.instant().isBefore(session.refreshEndsAt()))
                  .orElseThrow(
                      () -> LoginRefusal.invalidGrant("Refresh token is invalid or expired."));
          var renewed =
              limits.tiktok().rotateRefreshTokens()
                  ? issue(old.openId(), old.scopes(), newRefreshToken(), refreshEnd())
                  : issue(old.openId(), old.scopes(), refreshToken, old.refreshEndsAt());
          journal.append(new SessionRenewed(refreshToken, renewed));
          return renewed;
        });
  }

  /** Ends all that the consent behind an access or refresh token made. */
  void end(String token) {
    journal.exclusively(
        () ->
            creators
                .session(token)
                .ifPresent(session -> journal.append(new AccessEnded(session.openId()))));
  }

  /** As a creator does in the settings of TikTok. */
  void endAll(String openId) {
    journal.append(new AccessEnded(openId));
  }

  /** The creator who may do this with the access token. */
  Visitor authenticate(Optional<String> token, Scope scope) {
    return journal.exclusively(
        () -> {
          var session =
              token
                  .flatMap(value -> creators.session(value).filter(found -> isAlive(found, value)))
                  .orElseThrow(TikTokError::tokenInvalid);
          if (!session.scopes().contains(scope)) {
            throw scopeMissing(scope);
          }
          return new Visitor(creators.creator(session.openId()), session.scopes());
        });
  }

  record Visitor(Creator creator, Set<Scope> scopes) {}

  static TikTokError scopeMissing(Scope scope) {
    return TikTokError.of(
        ErrorCode.SCOPE_NOT_AUTHORIZED,
        "The user did not authorize the scope required for completing this request: "
            + scope.wireName());
  }

  private boolean isAlive(Session session, String accessToken) {
    return session.accessToken().equals(accessToken)
        && !creators.isDead(accessToken)
        && clock.instant().isBefore(session.accessEndsAt());
  }

  /** Whose token it is, or was. */
  Optional<Account> holder(String token) {
    return journal.exclusively(
        () -> creators.session(token).map(session -> creators.creator(session.openId()).account()));
  }

  /** Who gave the code, while it is open. */
  Optional<Account> giver(String code) {
    return journal.exclusively(
        () -> creators.openCode(code).map(open -> creators.creator(open.openId()).account()));
  }

  private Session issue(
      String openId, Set<Scope> scopes, String refreshToken, Instant refreshEndsAt) {
    return new Session(
        openId,
        scopes,
        "act." + Opaque.text(60),
        clock.instant().plusSeconds(limits.tiktok().tokenSeconds()),
        refreshToken,
        refreshEndsAt);
  }

  private static String newRefreshToken() {
    return "rft." + Opaque.text(60);
  }

  private Instant refreshEnd() {
    return clock.instant().plusSeconds(limits.tiktok().refreshTokenSeconds());
  }
}
