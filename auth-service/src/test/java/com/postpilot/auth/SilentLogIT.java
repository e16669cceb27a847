package com.postpilot.auth;

import static com.postpilot.auth.Api.PASSWORD;
import static com.postpilot.auth.Api.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.postpilot.common.testing.Database;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

@RunningAuthService
class SilentLogIT {
  @Autowired Api api;

  @Test
  void atDebugTheLogHoldsNoneOfTheSecretsOfAJourney() throws Exception {
    try (var log = new DebugLog()) {
      var email = newEmail();
      var registered = api.register(email);
      var other = "a cow in the meadow";
      var loggedIn = api.login(email, PASSWORD);
      api.login(email, other);
      api.login(email, "too long ".repeat(200));
      api.post("register", "{'email': '%s', 'password': 'tiny one'}".formatted(newEmail()));
      var refreshed = api.refresh(loggedIn.refreshToken());
      api.me(refreshed.accessToken());
      api.me(refreshed.accessToken() + "x");
      api.refresh(loggedIn.refreshToken());
      var cookie =
          api.post(
                  "login",
                  "{'email': '%s', 'password': '%s', 'session': 'cookie'}"
                      .formatted(email, PASSWORD))
              .header("Set-Cookie")
              .split("[=;]")[1];
      var rotated =
          api.post("refresh", "", "Cookie", "postpilot_refresh=" + cookie)
              .header("Set-Cookie")
              .split("[=;]")[1];
      api.post("logout", "", "Cookie", "postpilot_refresh=" + rotated);
      var service =
          api.form(
              "/oauth2/token",
              "grant_type=client_credentials&client_id=post-service&client_secret=test-secret");
      api.form(
          "/oauth2/token",
          "grant_type=client_credentials",
          "Authorization",
          "Basic cG9zdC1zZXJ2aWNlOnRlc3Qtc2VjcmV0");

      var verification = Inbox.token(email, Inbox.VERIFY);
      api.verifyEmail(verification);
      api.forgotPassword(email);
      var recovery = Inbox.token(email, Inbox.RESET);
      api.resetPassword(recovery, "tiny two");
      var second = "a pig in the orchard";
      api.resetPassword(recovery, second);
      api.resetPassword(recovery, "tiny three is used");
      var again = api.login(email, second);
      var third = "a goat on the mountain";
      api.changePassword(again.accessToken(), "a guess of hers", third);
      api.changePassword(again.accessToken(), second, third);
      var elsewhere = newEmail();
      api.patchMe(
          again.accessToken(),
          "{'email': '%s', 'current_password': '%s'}".formatted(elsewhere, third));
      var change = Inbox.token(elsewhere, Inbox.VERIFY);
      api.verifyEmail(change);

      assertThat(log.lines()).anyMatch(line -> line.contains("BearerTokenAuthenticationFilter"));
      for (var secret :
          List.of(
              PASSWORD,
              other,
              "too long too long",
              "tiny one",
              registered.accessToken(),
              registered.refreshToken(),
              loggedIn.accessToken(),
              loggedIn.refreshToken(),
              refreshed.accessToken(),
              refreshed.refreshToken(),
              cookie,
              rotated,
              service.accessToken(),
              "test-secret",
              "cG9zdC1zZXJ2aWNlOnRlc3Qtc2VjcmV0",
              verification,
              recovery,
              change,
              "tiny two",
              "tiny three",
              second,
              "a guess of hers",
              third,
              again.accessToken(),
              again.refreshToken(),
              Database.text(
                  "select password_hash from auth.app_user where email = ?", elsewhere))) {
        assertThat(secret).isNotBlank();
        assertThat(log.lines()).as("lines with " + secret).noneMatch(line -> line.contains(secret));
      }
    }
  }

  /** Everything that is logged while it is open, with the root logger at DEBUG. */
  private static final class DebugLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root =
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    DebugLog() {
      start();
      root.addAppender(this);
      root.setLevel(Level.DEBUG);
    }

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLoggerName().startsWith("com.icegreen.")) {
        return; // the mail server, which is not ours
      }
      lines.add(
          event.getLoggerName()
              + " "
              + event.getFormattedMessage()
              + (event.getThrowableProxy() == null
                  ? ""
                  : ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }

    List<String> lines() {
      return List.copyOf(lines);
    }

    @Override
    public void close() {
      root.setLevel(before);
      root.detachAppender(this);
    }
  }
}
