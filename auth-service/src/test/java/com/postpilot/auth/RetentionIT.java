package com.postpilot.auth;

import static com.postpilot.auth.Api.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.Database;
import com.postpilot.common.testing.Jobs;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** How long is kept what is over. */
@RunningAuthService
class RetentionIT {
  @Autowired Api api;
  @Autowired SettableClock clock;
  @Autowired ApplicationContext service;

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void whatIsLongOverIsForgottenAndTheRestStays() {
    var email = newEmail();
    var registered = api.register(email);
    var user = registered.userId();
    Inbox.await(1, email, Inbox.VERIFY);
    var sessions = "auth.session where user_id = '%s'".formatted(user);
    var tokens =
        "auth.refresh_token where session_id in (select id from auth.session where user_id = '%s')"
            .formatted(user);
    var links = "auth.link where user_id = '%s'".formatted(user);
    var mails = "auth.mail where recipient = '%s'".formatted(email);
    var used = api.refresh(registered.refreshToken());
    goOn(Duration.ofDays(2));
    assertThat(Database.count(links)).isEqualTo(1);

    goOn(Duration.ofDays(27));
    assertThat(Database.count(links)).as("after three days").isZero();
    assertThat(Database.count(mails)).isEqualTo(1);
    assertThat(Database.count(tokens)).isEqualTo(2);
    var latest = api.refresh(used.refreshToken());
    assertThat(latest.status()).isEqualTo(200);

    goOn(Duration.ofDays(2));
    assertThat(Database.count(mails)).as("after thirty days").isZero();
    assertThat(Database.count(tokens)).as("of the three the one that was used first").isEqualTo(2);
    assertThat(Database.count(sessions)).isEqualTo(1);

    goOn(Duration.ofDays(57));
    assertThat(Database.count(sessions)).as("over for a month").isEqualTo(1);
    goOn(Duration.ofDays(2));
    assertThat(Database.count(sessions)).isZero();
    assertThat(Database.count(tokens)).isZero();
    assertThat(Database.count("auth.throttle where full_at < now() + interval '89 days'")).isZero();
  }

  private void goOn(Duration by) {
    clock.advance(by);
    Jobs.run(service);
  }
}
