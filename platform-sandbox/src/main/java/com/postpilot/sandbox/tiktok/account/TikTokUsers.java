package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.callback.AppUsers;
import com.postpilot.sandbox.callback.Callback;
import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.traffic.Platform;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** TikTok tells by a webhook; it has none for people who want to be forgotten. */
@Component
class TikTokUsers implements AppUsers {

  private final Creators creators;
  private final Sessions sessions;
  private final Journal journal;
  private final SandboxClock clock;
  private final JsonMapper json;
  private final TikTokApp app;

  TikTokUsers(
      Creators creators,
      Sessions sessions,
      Journal journal,
      SandboxClock clock,
      JsonMapper json,
      TikTokApp app) {
    this.creators = creators;
    this.sessions = sessions;
    this.journal = journal;
    this.clock = clock;
    this.json = json;
    this.app = app;
  }

  /**
   * @param content JSON inside JSON
   */
  record Event(
      String clientKey, String event, long createTime, String userOpenid, String content) {}

  @Override
  public Platform platform() {
    return Platform.TIKTOK;
  }

  @Override
  public Optional<String> behind(String account) {
    return journal.exclusively(
        () ->
            creators.all().stream()
                .filter(creator -> creator.account().answersTo(account))
                .map(Creator::openId)
                .findFirst());
  }

  @Override
  public void removeApp(String userId) {
    sessions.endAll(userId);
  }

  @Override
  public Callback deauthorized(String userId) {
    var now = clock.instant();
    var event =
        new Event(
            app.clientKey(),
            "authorization.removed",
            now.getEpochSecond(),
            userId,
            "{\"reason\":1}");
    return Callback.webhook(app.clientSecret(), json.writeValueAsString(event), now);
  }

  @Override
  public Optional<Callback> deletionRequested(String userId) {
    return Optional.empty();
  }
}
