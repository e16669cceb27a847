package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.callback.AppUsers;
import com.postpilot.sandbox.callback.Callback;
import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.traffic.Platform;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** People are named by themselves, or by a Page of theirs. */
@Component
class FacebookUsers implements AppUsers {

  private final People people;
  private final Credentials credentials;
  private final Journal journal;
  private final SandboxClock clock;
  private final FacebookApp app;

  FacebookUsers(
      People people,
      Credentials credentials,
      Journal journal,
      SandboxClock clock,
      FacebookApp app) {
    this.people = people;
    this.credentials = credentials;
    this.journal = journal;
    this.clock = clock;
    this.app = app;
  }

  @Override
  public Platform platform() {
    return Platform.FACEBOOK;
  }

  @Override
  public Optional<String> behind(String account) {
    return journal.exclusively(() -> people.ownerOf(account));
  }

  @Override
  public void removeApp(String userId) {
    credentials.removeApp(userId);
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
