package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.callback.AppUsers;
import com.postpilot.sandbox.callback.Callback;
import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.traffic.Platform;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Instagram's callbacks name people by the id that only the app sees. */
@Component
class InstagramUsers implements AppUsers {

  private final Accounts accounts;
  private final Tokens tokens;
  private final Journal journal;
  private final SandboxClock clock;
  private final InstagramApp app;

  InstagramUsers(
      Accounts accounts, Tokens tokens, Journal journal, SandboxClock clock, InstagramApp app) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.journal = journal;
    this.clock = clock;
    this.app = app;
  }

  @Override
  public Platform platform() {
    return Platform.INSTAGRAM;
  }

  @Override
  public Optional<String> behind(String account) {
    return journal.exclusively(
        () ->
            accounts.profiles().stream()
                .filter(profile -> profile.account().answersTo(account))
                .map(Profile::appScopedId)
                .findFirst());
  }

  @Override
  public void removeApp(String userId) {
    journal.exclusively(
        () -> accounts.tokensOf(userId).stream().map(AccessToken::value).forEach(tokens::revoke));
  }

  @Override
  public Callback deauthorized(String userId) {
    return Callback.signedRequest(app.clientSecret(), userId, clock.instant());
  }

  @Override
  public Optional<Callback> deletionRequested(String userId) {
    return Optional.of(deauthorized(userId));
  }
}
