package com.postpilot.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.postpilot.auth.Api;
import com.postpilot.auth.RunningAuthService;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@RunningAuthService
class ServiceTokenIT {
  private static final String GRANT = "grant_type=client_credentials";

  @Autowired Api api;

  @Test
  void aServiceGetsAnInternalTokenByBasicAuthentication() throws Exception {
    var answer =
        api.form(
            "/oauth2/token",
            GRANT + "&scope=internal",
            "Authorization",
            basic("post-service", "test-secret"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.text("/token_type")).isEqualTo("Bearer");
    assertThat(answer.text("/scope")).isEqualTo("internal");
    assertThat(answer.body().at("/expires_in").asInt()).isEqualTo(900);
    var claims = SignedJWT.parse(answer.accessToken()).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo("post-service");
    assertThat(claims.getStringClaim("scope")).isEqualTo("internal");
    assertThat(claims.getClaims()).doesNotContainKeys("wid", "role");
  }

  @Test
  void orByCredentialsInTheBodyAndWithoutNamingTheScope() {
    var answer =
        api.form(
            "/oauth2/token",
            GRANT + "&client_id=publisher-worker&client_secret=test-secret&unknown=ignored");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.accessToken()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        GRANT + ", post-service:wrong, 401, invalid_client",
        GRANT + ", nobody:test-secret, 401, invalid_client",
        GRANT + ", post-service:, 401, invalid_client",
        GRANT + ", billing-service:, 401, invalid_client", // has no secret here
        GRANT + ", -, 401, invalid_client",
        GRANT + "&client_id=post-service, -, 401, invalid_client",
        GRANT + "&client_id=post-service&client_secret=x, -, 401, invalid_client",
        GRANT + "&client_secret=test-secret, post-service:test-secret, 400, invalid_request",
        GRANT + "&" + GRANT + ", post-service:test-secret, 400, invalid_request",
        "scope=internal, post-service:test-secret, 400, invalid_request",
        "grant_type=password&username=a&password=b, post-service:test-secret, 400,"
            + " unsupported_grant_type",
        GRANT + "&scope=admin, post-service:test-secret, 400, invalid_scope",
        GRANT + "&scope=internal+admin, post-service:test-secret, 400, invalid_scope",
      })
  void refusalsAreThoseOfRfc6749(String form, String credentials, int status, String error) {
    var answer =
        credentials == null
            ? api.form("/oauth2/token", form)
            : api.form("/oauth2/token", form, "Authorization", encoded(credentials));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("/error")).isEqualTo(error);
    assertThat(answer.raw()).doesNotContain("access_token", "test-secret");
    assertThat(answer.header("WWW-Authenticate").startsWith("Basic")).isEqualTo(status == 401);
  }

  @Test
  void credentialsInTheAddressAreRefusedForTheyEndInLogs() {
    var answer =
        api.form(
            "/oauth2/token?client_id=post-service&client_secret=test-secret",
            GRANT,
            "X-Request-Id",
            "test");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/error")).isEqualTo("invalid_request");
  }

  @ParameterizedTest
  @CsvSource({"Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Digest x", "'Basic JTp4'"})
  void credentialsThatCannotBeReadAreNone(String header) {
    var answer = api.form("/oauth2/token", GRANT, "Authorization", header);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("/error")).isEqualTo("invalid_client");
  }

  private static String basic(String id, String secret) {
    return encoded(id + ":" + secret);
  }

  private static String encoded(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
