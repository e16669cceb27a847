package com.postpilot.auth;

import static com.postpilot.auth.Api.PASSWORD;
import static com.postpilot.auth.Api.newEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.IdentityEvent;
import com.postpilot.common.contract.IdentityEvent.UserRegistered;
import com.postpilot.common.contract.IdentityEvent.WorkspaceCreated;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.Database;
import com.postpilot.common.testing.TestKafka;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@RunningAuthService
class RegistrationIT {
  @Autowired Api api;

  @Test
  void whoeverRegistersIsInAWorkspaceOfHisOwn() {
    var email = newEmail();

    var answer =
        api.post(
            "register",
            "{'email': '%s', 'password': '%s', 'name': ' Ada ', 'timezone': 'Europe/Berlin'}"
                .formatted(email, PASSWORD));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.text("/user/email")).isEqualTo(email);
    assertThat(answer.text("/user/name")).isEqualTo("Ada");
    assertThat(answer.text("/user/timezone")).isEqualTo("Europe/Berlin");
    assertThat(answer.text("/workspace/name")).isEqualTo("Ada's workspace");
    assertThat(answer.text("/workspace/role")).isEqualTo("OWNER");
    assertThat(answer.userId().version()).isEqualTo(7);
    assertThat(answer.body().at("/expires_in").asInt()).isEqualTo(900);
    assertThat(answer.refreshToken()).startsWith("pprt_").hasSizeGreaterThan(40);
    assertThat(answer.raw()).doesNotContain("argon2", PASSWORD);

    var me = api.me(answer.accessToken());
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.userId()).isEqualTo(answer.userId());
    assertThat(me.workspaceId()).isEqualTo(answer.workspaceId());
    assertThat(me.body().at("/user/created_at")).isEqualTo(answer.body().at("/user/created_at"));
    assertThat(me.body().at("/workspaces")).hasSize(1);
  }

  @Test
  void theTimeZoneIsUtcUnlessOneIsGiven() {
    assertThat(api.register().text("/user/timezone")).isEqualTo("UTC");
  }

  @Test
  void theOthersAreToldOfTheUserAndTheWorkspace() {
    try (var topic = TestKafka.instance().follow(Topics.IDENTITY)) {
      var answer = api.register();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(topic.events(IdentityEvent.class))
                      .filteredOn(event -> event.workspaceId().equals(answer.workspaceId()))
                      .satisfiesExactly(
                          first -> {
                            assertThat(first).isInstanceOf(UserRegistered.class);
                            assertThat(((UserRegistered) first).userId())
                                .isEqualTo(answer.userId());
                          },
                          second -> {
                            assertThat(second).isInstanceOf(WorkspaceCreated.class);
                            assertThat(((WorkspaceCreated) second).ownerId())
                                .isEqualTo(answer.userId());
                          }));
    }
  }

  @Test
  void anAddressIsTakenHoweverItIsWritten() {
    var email = newEmail();
    api.register(email);

    var answer = api.register(" " + email.toUpperCase(java.util.Locale.ROOT));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("/code")).isEqualTo("email_taken");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void ofTwentyWhoRegisterOneAddressAtOnceOneGetsIt() throws Exception {
    var email = newEmail();

    var answers = Api.atOnce(20, () -> api.register(email));

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(19);
    assertThat(Database.count("auth.app_user where email = ?", email)).isEqualTo(1);
  }

  record Bad(String body, int status, String code, String field) {
    static Bad invalid(String body, String field) {
      return new Bad(body, 422, "validation_failed", field);
    }
  }

  static List<Bad> bad() {
    var password = "'password': 'a horse in the rain'";
    var email = "'email': 'bad-input@example.com'";
    return List.of(
        Bad.invalid("{" + password + "}", "email"),
        Bad.invalid("{" + email + "}", "password"),
        Bad.invalid("{'email': null, " + password + "}", "email"),
        Bad.invalid("{'email': '', " + password + "}", "email"),
        Bad.invalid("{'email': 7, " + password + "}", "email"),
        Bad.invalid("{'email': ['a@example.com'], " + password + "}", "email"),
        Bad.invalid("{'email': {'a': 1}, " + password + "}", "email"),
        Bad.invalid("{'email': 'nobody', " + password + "}", "email"),
        Bad.invalid("{'email': '" + "a".repeat(5000) + "@example.com', " + password + "}", "email"),
        Bad.invalid("{'email': 'a\\u0000@example.com', " + password + "}", "email"),
        Bad.invalid("{'email': 'a\\ud800@example.com', " + password + "}", "email"),
        Bad.invalid(
            "{'email': 'a@example.com\\r\\nBcc: b@example.com', " + password + "}", "email"),
        Bad.invalid("{" + email + ", 'password': ''}", "password"),
        Bad.invalid("{" + email + ", 'password': 1234567890123}", "password"),
        Bad.invalid("{" + email + ", 'password': 'short'}", "password"),
        Bad.invalid("{" + email + ", 'password': 'password1234'}", "password"),
        Bad.invalid("{" + email + ", 'password': '" + "ab12".repeat(65) + "'}", "password"),
        Bad.invalid("{" + email + ", 'password': '" + "ab12".repeat(50_000) + "'}", "password"),
        Bad.invalid("{" + email + ", " + password + ", 'name': 12}", "name"),
        Bad.invalid("{" + email + ", " + password + ", 'name': '" + "n".repeat(101) + "'}", "name"),
        Bad.invalid("{" + email + ", " + password + ", 'name': 'a\\nb'}", "name"),
        Bad.invalid("{" + email + ", " + password + ", 'name': 'a\\u202eb'}", "name"),
        Bad.invalid("{" + email + ", " + password + ", 'timezone': 'Mars/Olympus'}", "timezone"),
        Bad.invalid("{" + email + ", " + password + ", 'timezone': '+02:00'}", "timezone"),
        Bad.invalid("{" + email + ", " + password + ", 'timezone': ''}", "timezone"),
        Bad.invalid("{" + email + ", " + password + ", 'timezone': true}", "timezone"),
        Bad.invalid("{" + email + ", " + password + ", 'session': 'jar'}", "session"),
        Bad.invalid("{" + email + ", " + password + ", 'session': 0}", "session"),
        new Bad("{" + email + ", " + password + ", 'role': 'OWNER'}", 422, "unknown_field", "role"),
        Bad.invalid("[]", "body"),
        Bad.invalid("'text'", "body"),
        new Bad("{", 400, "malformed_request", null),
        new Bad("", 400, "malformed_request", null),
        new Bad(
            "{" + email + ", " + email + ", " + password + "}", 400, "malformed_request", null));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void badInputIsRefusedByTheNameOfItsFieldAndStoresNothing(Bad bad) throws Exception {
    long before = Database.count("auth.app_user");

    var answer = api.post("register", bad.body());

    assertThat(answer.status()).isEqualTo(bad.status());
    assertThat(answer.text("/code")).isEqualTo(bad.code());
    assertThat(answer.text("/request_id")).isNotBlank();
    if (bad.field() != null) {
      assertThat(answer.fields()).contains(bad.field());
    }
    assertThat(answer.raw()).doesNotContain("Exception", "com.postpilot", "ab12ab12");
    assertThat(Database.count("auth.app_user")).isEqualTo(before);
  }

  @Test
  void everyFieldThatIsWrongIsNamed() {
    var answer =
        api.post(
            "register", "{'email': 'x', 'password': 'short', 'timezone': 'x', 'name': 'a\\tb'}");

    assertThat(answer.fields()).containsExactly("email", "password", "name", "timezone");
  }

  @Test
  void onlyJsonIsRead() {
    var answer = api.form("/api/v1/auth/register", "email=a%40example.com&password=" + PASSWORD);

    assertThat(answer.status()).isIn(415, 422);
  }
}
