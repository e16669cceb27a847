package com.postpilot.auth;

import static com.postpilot.auth.Api.PASSWORD;
import static com.postpilot.auth.Api.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.Database;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

@RunningAuthService
class LoginIT {
  @Autowired Api api;
  @Autowired SettableClock clock;

  final String email = newEmail();
  final String home = anAddress();

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void theRightPasswordLetsIn() {
    var registered = api.register(email);

    var answer = api.login(" " + email.toUpperCase(Locale.ROOT), PASSWORD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.userId()).isEqualTo(registered.userId());
    assertThat(answer.workspaceId()).isEqualTo(registered.workspaceId());
    assertThat(api.me(answer.accessToken()).status()).isEqualTo(200);
  }

  @Test
  void aPasswordThatWasHashedWithLessWorkIsHashedAnewAtTheNextLogin() throws Exception {
    api.register(email);
    var cheap = new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode(PASSWORD);
    setHash(cheap);

    assertThat(api.login(email, "a guess").status()).isEqualTo(401);
    assertThat(hash()).isEqualTo(cheap);
    var answers = Api.atOnce(5, () -> api.login(email, PASSWORD));

    assertThat(answers).extracting(Api.Answer::status).contains(200);
    assertThat(hash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    var raised = hash();
    assertThat(api.login(email, PASSWORD).status()).isEqualTo(200);
    assertThat(hash()).as("once is enough").isEqualTo(raised);
  }

  private void setHash(String hash) throws Exception {
    Database.change("update auth.app_user set password_hash = ? where email = ?", hash, email);
  }

  private String hash() {
    return Database.text("select password_hash from auth.app_user where email = ?", email);
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressGetTheSameAnswer() {
    api.register(email);

    var wrong = from(home).login("another horse altogether");
    var unknown = api.login(newEmail(), "another horse altogether", "X-Forwarded-For", anAddress());

    assertThat(wrong.status()).isEqualTo(401).isEqualTo(unknown.status());
    assertThat(wrong.text("/code")).isEqualTo("invalid_credentials");
    assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(wrong.text("/detail")).isEqualTo(unknown.text("/detail"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', email",
    "{'email': 'a@example.com'}, password",
    "{'email': 'a@example.com' - 'password': 5}, password",
    "{'email': 'x' - 'password': 'a horse in the rain'}, email",
    "{'email': 'a@example.com' - 'password': 'x' - 'remember': true}, remember",
    "{'email': 'a@example.com' - 'password': 'x' - 'session': 'x'}, session",
  })
  void badInputIsRefusedByTheNameOfItsField(String body, String field) {
    var answer = api.post("login", body.replace(" - ", ", "));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.fields()).contains(field);
  }

  @Test
  void anEndlessPasswordIsRefusedUnread() {
    var answer = api.login(newEmail(), "x".repeat(1025));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.fields()).containsExactly("password");
    assertThat(answer.raw()).doesNotContain("xxxx");
  }

  @Test
  void whoeverGuessesIsSlowedDownAndNeverLockedOut() {
    api.register(email);
    for (int i = 0; i < 10; i++) {
      assertThat(from(home).login("guess number " + i).status()).isEqualTo(401);
    }

    var refused = from(home).login(PASSWORD);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("/code")).isEqualTo("rate_limited");
    var wait = Long.parseLong(refused.header("Retry-After"));
    assertThat(wait).isBetween(1L, 31L);

    clock.advance(Duration.ofSeconds(wait));
    assertThat(from(home).login(PASSWORD).status()).isEqualTo(200);
    assertThat(from(home).login("guess").status()).as("success clears the slate").isEqualTo(401);
  }

  @Test
  void parallelGuessesCountToo() throws Exception {
    api.register(email);

    var answers = Api.atOnce(30, () -> from(home).login("a guess in parallel"));

    assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(10);
    assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(20);
  }

  @Test
  void anUnknownAddressIsThrottledLikeAKnownOne() {
    for (int i = 0; i < 10; i++) {
      assertThat(from(home).login("guess number " + i).status()).isEqualTo(401);
    }
    assertThat(from(home).login("guess").status()).isEqualTo(429);
  }

  @Test
  void guessesFromEverywhereDoNotTouchTheOwnerWhereHeLoggedInBefore() {
    api.register(email);
    assertThat(from(home).login(PASSWORD).status()).isEqualTo(200);

    for (int i = 0; i < 50; i++) {
      assertThat(from(anAddress()).login("guess number " + i).status()).isEqualTo(401);
    }

    assertThat(from(anAddress()).login(PASSWORD).status()).isEqualTo(429);
    assertThat(from(home).login(PASSWORD).status()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(2));
    assertThat(from(anAddress()).login(PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void oneAddressCannotTryManyAccounts() {
    int tries = 0;
    while (api.login(newEmail(), "x", "X-Forwarded-For", home).status() == 401) {
      assertThat(++tries).isLessThan(150); // 100, and one more each 3 s
    }

    assertThat(tries).isGreaterThanOrEqualTo(100);
    assertThat(api.login(newEmail(), "x", "X-Forwarded-For", home).status()).isEqualTo(429);
    assertThat(api.login(newEmail(), "x", "X-Forwarded-For", anAddress()).status()).isEqualTo(401);
  }

  record From(Api api, String email, String address) {
    Api.Answer login(String password) {
      return api.login(email, password, "X-Forwarded-For", address);
    }
  }

  From from(String address) {
    return new From(api, email, address);
  }

  /** As the gateway tells it. */
  static String anAddress() {
    var random = ThreadLocalRandom.current();
    return String.join(
        ".",
        List.of(
            "203", "" + random.nextInt(256), "" + random.nextInt(256), "" + random.nextInt(256)));
  }
}
