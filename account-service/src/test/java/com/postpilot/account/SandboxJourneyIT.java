package com.postpilot.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Answer;
import com.postpilot.account.testing.Api;
import com.postpilot.sandbox.PlatformSandboxApplication;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

  private static void limits(String numbers) {
    var changed = SANDBOX.post("/_sandbox/limits", "{\"instagram\": {" + numbers + "}}");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
  }

  /** What a browser does: to the consent page, and back to the callback. */
  private Answer follow(Begun begun, String decision) {
    var page = begun.authorizeUrl();
    var consent = SANDBOX.get(page.getPath() + "?" + page.getRawQuery() + decision);
    assertThat(consent.status()).as(consent.body()).isEqualTo(302);
    URI back = consent.location();
    assertThat(back.toString()).startsWith("http://localhost:8106/api/v1/oauth/instagram/callback");
    return anonymous().get(back.getPath() + "?" + back.getRawQuery());
  }
}
