package com.postpilot.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Answer;
import com.postpilot.account.testing.Api;
import com.postpilot.account.testing.Database;
import com.postpilot.common.contract.Platform;
import com.postpilot.sandbox.PlatformSandboxApplication;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same flow against the platform sandbox, which is stricter than the fake next door. */
class SandboxJourneyIT extends AccountServiceTest {
  private static final Api SANDBOX = Api.anonymous(Sandbox.PORT);

  private static final class Sandbox {
    static final int PORT =
        new SpringApplicationBuilder(PlatformSandboxApplication.class, WhatTheSandboxHasAlone.class)
            .run(
                "--spring.config.name=platform-sandbox",
                "--spring.boot.enableautoconfiguration=false",
                "--server.port=0",
                "--postpilot.sandbox.journal=target/sandbox/" + UUID.randomUUID() + ".jsonl")
            .getEnvironment()
            .getRequiredProperty("local.server.port", Integer.class);
  }

  /** Its own class path is shorter than that of this test. */
  @ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
  })
  static class WhatTheSandboxHasAlone {}

  @DynamicPropertySource
  static void sandbox(DynamicPropertyRegistry registry) {
    var url = "http://localhost:" + Sandbox.PORT;
    registry.add("postpilot.instagram.authorize-base-url", () -> url + "/ig-www");
    registry.add("postpilot.instagram.api-base-url", () -> url + "/ig-api");
    registry.add("postpilot.instagram.graph-base-url", () -> url + "/ig-graph");
    registry.add("postpilot.facebook.authorize-base-url", () -> url + "/fb-www");
    registry.add("postpilot.facebook.graph-base-url", () -> url + "/fb-graph");
    registry.add("postpilot.facebook.client-id", () -> "sandbox-facebook");
    registry.add("postpilot.facebook.client-secret", () -> "sandbox-facebook-secret");
    registry.add("postpilot.tiktok.authorize-base-url", () -> url + "/tiktok-www");
    registry.add("postpilot.tiktok.api-base-url", () -> url + "/tiktok");
    registry.add("postpilot.tiktok.client-key", () -> "sandbox-tiktok");
    registry.add("postpilot.tiktok.client-secret", () -> "sandbox-tiktok-secret");
    registry.add("postpilot.account.revocation.initial-delay", () -> "PT0.2S");
    registry.add("postpilot.account.revocation.interval", () -> "PT0.2S");
    registry.add("postpilot.instagram.client-id", () -> "sandbox-instagram");
    registry.add("postpilot.instagram.client-secret", () -> "sandbox-instagram-secret");
  }

  @AfterEach
  void resetSandbox() {
    SANDBOX.post("/_sandbox/reset", "");
  }

  @Test
  void anAccountIsConnectedThroughTheConsentPage() {
    var begun = begin();
    var back = follow(begun, "&sandbox_auto_approve=1&sandbox_user=teashop");

    assertThat(back.status()).isEqualTo(200);
    var done = complete(begun);
    assertThat(done.text("/accounts/0/handle")).isEqualTo("teashop");
    var token = token(UUID.fromString(done.text("/accounts/0/id")));
    var me =
        SANDBOX.get(
            "/ig-graph/v26.0/me?fields=user_id&access_token=" + token.text("/access_token"));
    assertThat(me.text("/user_id")).isEqualTo(token.text("/external_id"));
  }

  @Test
  void theFlatAnswerIsUnderstood() {
    limits("\"flat_token_answer\": true");
    var begun = begin();
    follow(begun, "&sandbox_auto_approve=1&sandbox_user=flatshop");

    assertThat(complete(begun).text("/accounts/0/handle")).isEqualTo("flatshop");
  }

  @Test
  void withoutTheRightToPublishItFails() {
    var begun = begin();
    follow(begun, "&sandbox_auto_approve=1&sandbox_scopes=instagram_business_basic");

    assertThat(connection(begun).text("/problem/code")).isEqualTo("missing_scopes");
  }

  @Test
  void aTokenIsRenewedBeforeItEndsAndItsOwnerIsAskedForOnceItIsTooLate() {
    limits("\"long_token_seconds\": 4, \"min_refresh_age_seconds\": 0");
    var begun = begin();
    follow(begun, "&sandbox_auto_approve=1&sandbox_user=shortlived");
    var id = UUID.fromString(complete(begun).text("/accounts/0/id"));
    var first = token(id).text("/access_token");

    await().untilAsserted(() -> assertThat(token(id).text("/access_token")).isNotEqualTo(first));
    SANDBOX.post("/_sandbox/clock", "{\"offset_seconds\": 60}");
    await().untilAsserted(() -> assertThat(token(id).status()).isEqualTo(409));

    assertThat(health(id)).isEqualTo("NEEDS_REAUTH");
  }

  @Test
  void pagesAreConnectedThroughTheDialogAndForgottenTogetherWithTheLastOfThem() {
    var begun = begin(Platform.FACEBOOK);
    follow(begun, "&sandbox_auto_approve=1&sandbox_user=teashop&sandbox_pages=3");
    var offered = connection(begun);
    assertThat(offered.json().at("/missing_scopes")).isEmpty();
    var ids =
        offered.json().at("/candidates").values().stream()
            .map(candidate -> '"' + candidate.path("external_id").asString() + '"')
            .toList();
    assertThat(ids).hasSize(3);

    var done =
        owner()
            .post(
                "/api/v1/accounts/connections/" + begun.id() + "/complete",
                "{\"external_ids\": [%s, %s]}".formatted(ids.getFirst(), ids.getLast()));

    assertThat(done.text("/accounts/0/handle")).isEqualTo("teashop");
    assertThat(done.text("/accounts/1/handle")).isEqualTo("teashop-3");
    assertThat(done.text("/accounts/0/token_expires_at")).isNotEmpty();
    var first = UUID.fromString(done.text("/accounts/0/id"));
    var second = UUID.fromString(done.text("/accounts/1/id"));
    var pageToken = token(second).text("/access_token");
    assertThat(isValid(pageToken)).isTrue();

    owner().delete("/api/v1/accounts/" + first);
    await().until(() -> noRevocationWaits(first));
    assertThat(isValid(pageToken)).isTrue();
    owner().delete("/api/v1/accounts/" + second);
    await().until(() -> !isValid(pageToken));
  }

  @ParameterizedTest
  @EnumSource(
      value = Platform.class,
      names = {"INSTAGRAM", "FACEBOOK"})
  void whoThrowsTheAppOutIsMissedAtOnceAndWhoWantsItIsForgotten(Platform platform) {
    var begun = begin(platform);
    follow(begun, "&sandbox_auto_approve=1&sandbox_user=leaver&sandbox_pages=1");
    var id = UUID.fromString(complete(begun).text("/accounts/0/id"));

    assertThat(leave(platform, "deauthorize").json().at("/status").asInt()).isEqualTo(200);
    assertThat(health(id)).isEqualTo("NEEDS_REAUTH");
    assertThat(token(id).status()).isEqualTo(409);

    var told = leave(platform, "data-deletion");
    assertThat(told.json().at("/status").asInt()).isEqualTo(200);
    assertThat(told.text("/body")).contains("confirmation_code");
    assertThat(owner().get("/api/v1/accounts/" + id).text("/handle")).isEqualTo("erased");
  }

  private Answer leave(Platform platform, String act) {
    var slug = platform.slug();
    return SANDBOX.post(
        "/_sandbox/" + act,
        "{\"platform\": \"%s\", \"account\": \"leaver\", \"url\": \"%s\"}"
            .formatted(slug, url("/api/v1/platform-callbacks/" + slug + "/" + act)));
  }

  private static boolean noRevocationWaits(UUID accountId) {
    return Database.texts("select id from revocation where account_id = ?", accountId).isEmpty();
  }

  private static boolean isValid(String facebookToken) {
    return SANDBOX
        .get(
            "/fb-graph/v26.0/debug_token?input_token=%s&access_token=%s"
                .formatted(facebookToken, "sandbox-facebook%7Csandbox-facebook-secret"))
        .json()
        .at("/data/is_valid")
        .asBoolean();
  }

  @Test
  void withoutTheRightToPublishNoPageIsConnected() {
    var begun = begin(Platform.FACEBOOK);
    follow(begun, "&sandbox_auto_approve=1&sandbox_scopes=pages_show_list");

    assertThat(connection(begun).text("/problem/code")).isEqualTo("missing_scopes");
  }

  @Test
  void aTikTokAccountIsConnectedShownToComposersAndForgotten() {
    var id = connectedTikTok("&sandbox_user=teashop&sandbox_private=1");
    var account = owner().get("/api/v1/accounts/" + id);
    assertThat(account.text("/handle")).isEqualTo("teashop");
    assertThat(account.json().at("/scopes")).hasSize(5);
    var token = token(id).text("/access_token");
    assertThat(tikTokProfile(token).status()).isEqualTo(200);

    var creator = owner().get("/api/v1/accounts/" + id + "/creator-info");
    assertThat(creator.text("/username")).isEqualTo("teashop");
    assertThat(creator.json().at("/can_post").asBoolean()).isTrue();
    assertThat(creator.json().at("/privacy_level_options").values())
        .extracting(option -> option.asString())
        .contains("SELF_ONLY")
        .doesNotContain("PUBLIC_TO_EVERYONE");

    owner().delete("/api/v1/accounts/" + id);
    await().until(() -> tikTokProfile(token).status() == 401);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tokensOfTwentySecondsAreRenewedOnceForFiftyWhoNeedThem(boolean errorsLookLikeSuccess)
      throws Exception {
    limits(
        "tiktok",
        "\"token_seconds\": 20, \"rotate_refresh_tokens\": true, \"token_errors_as_ok\": "
            + errorsLookLikeSuccess);
    var id = connectedTikTok("&sandbox_user=shortlived");
    for (int round = 1; round <= 2; round++) {
      var old = token(id).text("/access_token");
      SANDBOX.post("/_sandbox/clock", "{\"offset_seconds\": " + 21 * round + "}");
      Database.change(
          """
          update token set issued_at = issued_at - interval '21 seconds',
            expires_at = expires_at - interval '21 seconds'
          where account_id = ?
          """,
          id);

      List<Future<Answer>> answers = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 50; i++) {
          answers.add(threads.submit(() -> token(id)));
        }
        for (var answer : answers) {
          assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(200);
        }
      }
      // A second refresh with the same token would have been refused, and cost the account.
      var fresh = token(id).text("/access_token");
      assertThat(fresh).isNotEqualTo(old);
      assertThat(tikTokProfile(fresh).status()).isEqualTo(200);
    }

    fault("tiktok", "refresh", "token_revoked");
    reject(id, 1, "access_token_invalid");
    assertThat(token(id).status()).isEqualTo(409);
    assertThat(owner().get("/api/v1/accounts/" + id).text("/health_reason/code"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void whatWasUntickedAtTikTokIsToldByItsName() {
    var begun = begin(Platform.TIKTOK);
    follow(begun, "&sandbox_auto_approve=1&sandbox_scopes=user.info.basic,video.list");

    assertThat(connection(begun).text("/problem/code")).isEqualTo("missing_scopes");
    assertThat(connection(begun).text("/problem/message")).contains("video.publish");
  }

  private UUID connectedTikTok(String person) {
    var begun = begin(Platform.TIKTOK);
    follow(begun, "&sandbox_auto_approve=1" + person);
    var done = complete(begun);
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    return UUID.fromString(done.text("/accounts/0/id"));
  }

  private static Answer tikTokProfile(String token) {
    return SANDBOX.withToken(token).get("/tiktok/v2/user/info/?fields=open_id");
  }

  private static void fault(String platform, String operation, String kind) {
    var armed =
        SANDBOX.post(
            "/_sandbox/faults",
            "{\"platform\": \"%s\", \"operation\": \"%s\", \"kind\": \"%s\", \"times\": 1}"
                .formatted(platform, operation, kind));
    assertThat(armed.status()).as(armed.body()).isLessThan(300);
  }

  private static void limits(String numbers) {
    limits("instagram", numbers);
  }

  private static void limits(String platform, String numbers) {
    var changed = SANDBOX.post("/_sandbox/limits", "{\"" + platform + "\": {" + numbers + "}}");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
  }

  /** What a browser does: to the consent page, and back to the callback. */
  private Answer follow(Begun begun, String decision) {
    var page = begun.authorizeUrl();
    var consent = SANDBOX.get(page.getPath() + "?" + page.getRawQuery() + decision);
    assertThat(consent.status()).as(consent.body()).isEqualTo(302);
    URI back = consent.location();
    assertThat(back.toString()).startsWith(begun.parameters().get("redirect_uri"));
    return anonymous().get(back.getPath() + "?" + back.getRawQuery());
  }
}
