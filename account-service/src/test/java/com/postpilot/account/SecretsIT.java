package com.postpilot.account;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Database;
import com.postpilot.account.testing.FakeFacebook;
import com.postpilot.account.testing.FakeInstagram;
import com.postpilot.account.testing.FakeInstagram.Operation;
import com.postpilot.account.testing.FakeInstagram.Person;
import com.postpilot.account.testing.FakeTikTok;
import com.postpilot.account.testing.Signed;
import com.postpilot.common.contract.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SecretsIT extends AccountServiceTest {
  private final Logger root =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level usual = root.getLevel();
  private final Recorder recorder = new Recorder();

  private static final class Recorder extends AppenderBase<ILoggingEvent> {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLoggerName().startsWith("com.sun.net.httpserver")) {
        return; // the fake's own
      }
      lines.add(event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
  }

  @BeforeEach
  void logEverything() {
    recorder.start();
    root.addAppender(recorder);
    root.setLevel(Level.DEBUG);
  }

  @AfterEach
  void logAsUsual() {
    root.setLevel(usual);
    root.detachAppender(recorder);
  }

  @Test
  void aJourneyAtDebugLeavesNoTokenAndNoCodeInTheLog() {
    var secrets = new ArrayList<>(List.of(FakeInstagram.CLIENT_SECRET, owner().token()));
    var person = Person.named("quiet");
    var id = connected(person);
    secrets.add(token(id).text("/access_token"));
    for (var failing : List.of(Operation.CODE, Operation.LONG_LIVED, Operation.PROFILE)) {
      instagram.answerNext(failing, 500, "{\"error\": {\"code\": 2}}");
      instagram.answerNext(failing, 500, "<html>");
      var begun = begin();
      secrets.add(begun.state());
      bringBack(begun, instagram.consent(person));
      bringBack(begun, instagram.consent(person));
    }
    instagram.answerNext(Operation.REFRESH, 400, FakeInstagram.graphErrorBody(100, 0));
    for (int i = 0; i < 2; i++) {
      Database.change(
          """
          update token set issued_at = now() - interval '60 days', refresh_failures = 0,
            expires_at = now() + interval '30 seconds', refresh_at = now()
          where account_id = ?
          """,
          id);
      token(id);
    }
    reject(id, 1, "190/463");
    var again = begun(owner().post("/api/v1/accounts/" + id + "/reconnect", "{}"));
    secrets.add(again.state());
    bringBack(again, instagram.consent(person));
    complete(again);
    owner().delete("/api/v1/accounts/" + UUID.randomUUID());
    secrets.addAll(instagram.secrets());

    assertNotLogged(secrets);
  }

  @Test
  void theOtherPlatformsSecretsStayOutOfTheLogToo() {
    var secrets = new ArrayList<>(List.of(FakeFacebook.CLIENT_SECRET, FakeTikTok.CLIENT_SECRET));
    var begun = begin(Platform.TIKTOK);
    secrets.add(begun.state());
    var person = FakeTikTok.Person.named("quiet");
    bringBack(begun, tiktok.consent(person, begun.parameters().get("code_challenge")));
    var id = UUID.fromString(complete(begun).text("/accounts/0/id"));
    service().get(internal(id) + "/publishing-limits");
    tiktok.endAccessTokens();
    reject(id, 1, "access_token_invalid");
    tiktok.answerNext(FakeTikTok.Operation.REFRESH, 400, "{\"error\": \"invalid_client\"}");
    reject(id, 1, "access_token_invalid");
    owner().delete("/api/v1/accounts/" + id);
    var owner = FakeFacebook.Person.with(FakeFacebook.Page.named("quiet"));
    for (var failing : FakeFacebook.Operation.values()) {
      facebook.answerNext(failing, 500, "<html>");
      var dialog = begin(Platform.FACEBOOK);
      secrets.add(dialog.state());
      bringBack(dialog, facebook.consent(owner));
    }
    connected(owner);
    var notice = Signed.request(owner.userId(), Instant.now());
    anonymous().postForm("/api/v1/platform-callbacks/facebook/deauthorize", notice);
    secrets.add(notice);
    secrets.addAll(tiktok.secrets());
    secrets.addAll(facebook.secrets());

    assertNotLogged(secrets);
  }

  private void assertNotLogged(List<String> secrets) {
    assertThat(recorder.lines).hasSizeGreaterThan(100);
    for (var secret : secrets) {
      assertThat(recorder.lines).noneMatch(line -> line.contains(secret));
    }
  }
}
