package com.postpilot.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.account.oauth.OAuthPlatform;
import com.postpilot.account.remote.Remotes;
import com.postpilot.account.remote.Timeouts;
import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Answer;
import com.postpilot.account.testing.Database;
import com.postpilot.common.contract.Platform;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.bean.override.convention.TestBean;

/**
 * State, PKCE and rotating refresh tokens, judged by {@code oidc-provider}, which ends a grant as
 * soon as a refresh token comes twice.
 */
class OidcProviderIT extends AccountServiceTest {

  @SuppressWarnings("UnusedVariable") // it takes a place in the context
  @TestBean(name = "tikTokLogin")
  private OAuthPlatform inTikToksPlace;

  static OAuthPlatform inTikToksPlace() {
    var timeouts = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5));
    return new OidcPlatform(
        OidcServer.instance().url(),
        new Remotes(timeouts, CircuitBreakerRegistry.ofDefaults()),
        Clock.systemUTC());
  }

  @Test
  void aCodeIsTradedWithTheVerifierThatWasKeptForIt() throws Exception {
    var begun = begin(Platform.TIKTOK);
    var back = OidcServer.follow(begun.authorizeUrl());

    assertThat(back.getQuery()).contains("state=" + begun.state());
    assertThat(bring(back).status()).isEqualTo(200);
    assertThat(connection(begun).text("/candidates/0/handle")).isEqualTo("alice");
    var id = UUID.fromString(complete(begun).text("/accounts/0/id"));
    assertThat(me(token(id).text("/access_token"))).isEqualTo(200);
    assertThat(bring(back).status()).isEqualTo(400);
    assertThat(me(token(id).text("/access_token"))).isEqualTo(200);
  }

  @Test
  void aCodeThatWasStolenForAnotherConnectionIsRefusedForItsVerifier() {
    var mine = begin(Platform.TIKTOK);
    var theirs = begin(Platform.TIKTOK);
    var back = OidcServer.follow(theirs.authorizeUrl());

    bring(URI.create(back.toString().replace(theirs.state(), mine.state())));

    assertThat(connection(mine).text("/problem/code")).isEqualTo("invalid_grant");
  }

  @Test
  void fiftyRequestsAtOnceUseEachRefreshTokenOnce() throws Exception {
    var id = connectedAsAlice();
    for (int round = 0; round < 3; round++) {
      var old = token(id).text("/access_token");
      end(id);

      List<Future<Answer>> answers = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 50; i++) {
          answers.add(threads.submit(() -> token(id)));
        }
        for (var answer : answers) {
          assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(200);
        }
      }

      var fresh = token(id).text("/access_token");
      assertThat(fresh).isNotEqualTo(old);
      assertThat(me(fresh)).isEqualTo(200);
    }
    assertThat(health(id)).isEqualTo("OK");
  }

  @Test
  void aRefreshTokenThatComesTwiceEndsTheGrantAndItsOwnerIsAsked() {
    var id = connectedAsAlice();
    var used =
        Database.texts(
                "select encode(grant_ciphertext, 'base64') from token where account_id = ?", id)
            .getFirst();
    end(id);
    token(id);
    Database.change(
        "update token set grant_ciphertext = decode(?, 'base64') where account_id = ?", used, id);
    end(id);

    assertThat(token(id).text("/code")).isEqualTo("account_disconnected");
    assertThat(owner().get("/api/v1/accounts/" + id).text("/health_reason/code"))
        .isEqualTo("invalid_grant");
  }

  private UUID connectedAsAlice() {
    var begun = begin(Platform.TIKTOK);
    bring(OidcServer.follow(begun.authorizeUrl()));
    return UUID.fromString(complete(begun).text("/accounts/0/id"));
  }

  private Answer bring(URI back) {
    return anonymous().get(back.getPath() + "?" + back.getRawQuery());
  }

  /** Lets the 20 seconds pass for which an access token was given. */
  private static void end(UUID id) {
    Database.change(
        """
        update token set issued_at = issued_at - interval '21 seconds',
          expires_at = expires_at - interval '21 seconds'
        where account_id = ?
        """,
        id);
  }

  /** What the provider answers to whoever shows this access token. */
  private static int me(String accessToken) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(OidcServer.instance().url().resolve("/me"))
                  .header("Authorization", "Bearer " + accessToken)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
