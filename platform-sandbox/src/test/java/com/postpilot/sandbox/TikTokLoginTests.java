package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.sandbox.media.MediaStore;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class TikTokLoginTests {

  @LocalServerPort int port;
  Sandbox sandbox;
  TikTok tiktok;

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
    tiktok = new TikTok(sandbox);
  }

  @Test
  void theConsentPageAsksAndEscapesWhatTheAppSent() {
    var page =
        sandbox.get(TikTok.AUTHORIZE, TikTok.authorizeParameters("state", "\"><script>x</script>"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("Connect TikTok", "linen.and.loam", "Approve", "Deny", "Post content to TikTok")
        .doesNotContain("<script>");
  }

  @Test
  void aCreatorMayUntickScopesAndMakeTheAccountPrivate() {
    var decision =
        sandbox.post(
            TikTok.AUTHORIZE,
            TikTok.authorizeParameters(
                "decision", "approve",
                "user", "linen.and.loam",
                "private", "1",
                "granted", "video.publish"));
    var location = decision.header("Location");

    assertThat(TikTok.parameterIn(location, "scopes")).isEqualTo("video.publish");
    assertThat(TikTok.parameterIn(location, "state")).isEqualTo("s t@te");
    var token = tiktok.redeem(TikTok.codeIn(location));
    assertThat(token.text("/scope")).isEqualTo("video.publish");
    assertThat(tiktok.creatorInfo(token.text("/access_token")).body())
        .contains("FOLLOWER_OF_CREATOR");
  }

  @Test
  void aCreatorMayDeny() {
    var location =
        sandbox
            .post(TikTok.AUTHORIZE, TikTok.authorizeParameters("decision", "deny"))
            .header("Location");

    assertThat(location).startsWith(TikTok.REDIRECT_URI + "?error=access_denied");
    assertThat(TikTok.parameterIn(location, "state")).isEqualTo("s t@te");
  }

  @ParameterizedTest
  @CsvSource({
    "client_key, another",
    "redirect_uri, http://localhost:8106/elsewhere",
    "response_type, token",
    "scope, video.destroy",
    "state, ''",
    "code_challenge, abc"
  })
  void aRequestThatIsNoneSendsNobodyBack(String parameter, String value) {
    var page = sandbox.get(TikTok.AUTHORIZE, TikTok.authorizeParameters(parameter, value));

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains(parameter);
  }

  @Test
  void aCodeBuysTokensOnce() {
    var code = tiktok.code("linen.and.loam");
    var token = tiktok.redeem(code);

    assertThat(code).contains("*");
    assertThat(token.status()).isEqualTo(200);
    assertThat(token.text("/access_token")).startsWith("act.");
    assertThat(token.text("/refresh_token")).startsWith("rft.");
    assertThat(token.text("/open_id")).startsWith("-000");
    assertThat(token.json().path("expires_in").asInt()).isEqualTo(86_400);
    assertThat(token.json().path("refresh_expires_in").asInt()).isEqualTo(31_536_000);
    assertThat(token.text("/token_type")).isEqualTo("Bearer");
    assertThat(token.text("/scope")).isEqualTo(TikTok.ALL_SCOPES);
    assertThat(tiktok.redeem(code).text("/error")).isEqualTo("invalid_grant");
  }

  @Test
  void aCodeDiesUnused() {
    var code = tiktok.code("linen.and.loam");
    sandbox.turnClock(601);

    assertThat(tiktok.redeem(code).text("/error")).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @CsvSource({
    "client_key, another, invalid_client",
    "client_secret, wrong, invalid_client",
    "grant_type, password, unsupported_grant_type",
    "redirect_uri, http://localhost:8106/, invalid_request",
    "code, unknown, invalid_grant",
    "code, '', invalid_request"
  })
  void aTokenRequestIsRefusedInAShapeOfItsOwn(String parameter, String value, String error) {
    var reply = tiktok.redeem(tiktok.code("linen.and.loam"), parameter, value);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/error")).isEqualTo(error);
    assertThat(reply.text("/error_description")).isNotBlank();
    assertThat(reply.text("/log_id")).isNotBlank();
  }

  @Test
  void tokensAreAskedForByFormOnly() {
    var reply = sandbox.postJson(TikTok.API + "/oauth/token/", "{}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/error")).isEqualTo("invalid_request");
  }

  @Test
  void tokenErrorsMayComeWithTheStatus200() {
    sandbox.limit("tiktok", "{'token_errors_as_ok': true}");
    var reply = tiktok.redeem("unknown");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/error")).isEqualTo("invalid_grant");
  }

  @Test
  void aChallengeIsMetByTheVerifierWhoseHashInHexadecimalItIs() {
    var hex = MediaStore.sha256("the verifier".getBytes(StandardCharsets.UTF_8));
    String[] challenge = {"code_challenge", hex, "code_challenge_method", "S256"};
    String[] base64 = {"code_challenge", "uPs6yw8", "code_challenge_method", "S256"};

    assertThat(
            tiktok
                .redeem(tiktok.code("linen.and.loam", challenge), "code_verifier", "the verifier")
                .status())
        .isEqualTo(200);
    assertThat(
            tiktok
                .redeem(tiktok.code("linen.and.loam", challenge), "code_verifier", "another")
                .text("/error"))
        .isEqualTo("invalid_request");
    assertThat(tiktok.redeem(tiktok.code("linen.and.loam", challenge)).text("/error"))
        .isEqualTo("invalid_request");
    assertThat(
            tiktok
                .redeem(tiktok.code("linen.and.loam", base64), "code_verifier", "the verifier")
                .text("/error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void theOldRefreshTokenDiesWhenANewOneIsIssued() {
    var first = tiktok.redeem(tiktok.code("linen.and.loam"));
    var second = tiktok.refresh(first.text("/refresh_token"));

    assertThat(second.text("/refresh_token")).isNotEqualTo(first.text("/refresh_token"));
    assertThat(tiktok.refresh(first.text("/refresh_token")).text("/error"))
        .isEqualTo("invalid_grant");
    assertThat(tiktok.refresh(second.text("/refresh_token")).status()).isEqualTo(200);
    assertThat(displayName(second.text("/access_token"))).isEqualTo("Linen And Loam");
  }

  @Test
  void aRefreshTokenMayStayTheSame() {
    sandbox.limit("tiktok", "{'rotate_refresh_tokens': false}");
    var first = tiktok.redeem(tiktok.code("linen.and.loam")).text("/refresh_token");

    assertThat(tiktok.refresh(first).text("/refresh_token")).isEqualTo(first);
    assertThat(tiktok.refresh(first).status()).isEqualTo(200);
  }

  @Test
  void tokensHaveTheirLives() {
    var tokens = tiktok.redeem(tiktok.code("linen.and.loam"));
    sandbox.turnClock(86_401);

    assertThat(TikTok.error(tiktok.userInfo(tokens.text("/access_token"), "open_id")))
        .isEqualTo("access_token_invalid");
    var renewed = tiktok.refresh(tokens.text("/refresh_token"));
    assertThat(displayName(renewed.text("/access_token"))).isEqualTo("Linen And Loam");

    sandbox.turnClock(86_401 + 31_536_001);
    assertThat(tiktok.refresh(renewed.text("/refresh_token")).text("/error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void revokingEndsEverythingThatTheCreatorGranted() {
    var tokens = tiktok.redeem(tiktok.code("linen.and.loam"));
    var earlier = tiktok.connect("linen.and.loam");
    var revoked = tiktok.revoke(tokens.text("/access_token"));

    assertThat(revoked.status()).isEqualTo(200);
    assertThat(revoked.body()).isEmpty();
    assertThat(tiktok.userInfo(earlier, "open_id").status()).isEqualTo(401);
    assertThat(tiktok.refresh(tokens.text("/refresh_token")).status()).isEqualTo(400);
    assertThat(displayName(tiktok.connect("linen.and.loam"))).isEqualTo("Linen And Loam");
  }

  @Test
  void aRefreshWhoseAnswerIsLostCostsTheConnection() {
    var tokens = tiktok.redeem(tiktok.code("linen.and.loam"));
    sandbox.arm("TIKTOK", "refresh", "error_after_apply", "");

    assertThat(tiktok.refresh(tokens.text("/refresh_token")).status()).isEqualTo(500);
    assertThat(tiktok.refresh(tokens.text("/refresh_token")).text("/error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void theUserIsToldByFieldAndByScope() {
    var token = tiktok.connect("linen.and.loam");
    var user = tiktok.userInfo(token, "open_id,union_id,avatar_url,display_name,username");
    var modest = tiktok.connect("linen.and.loam", "sandbox_scopes", "user.info.basic");

    assertThat(user.text("/error/code")).isEqualTo("ok");
    assertThat(user.text("/error/log_id")).isNotBlank();
    assertThat(user.text("/data/user/username")).isEqualTo("linen.and.loam");
    assertThat(user.text("/data/user/avatar_url"))
        .isEqualTo("http://localhost:" + port + "/avatars/linen.and.loam.svg");
    assertThat(tiktok.userInfo(modest, "open_id").status()).isEqualTo(200);
    assertThat(TikTok.error(tiktok.userInfo(modest, "open_id,username")))
        .isEqualTo("scope_not_authorized");
    assertThat(TikTok.error(tiktok.userInfo(modest, "follower_count")))
        .isEqualTo("scope_not_authorized");
    assertThat(TikTok.error(tiktok.userInfo(token, "shoe_size"))).isEqualTo("invalid_params");
    assertThat(TikTok.error(tiktok.userInfo(token, ""))).isEqualTo("invalid_params");
  }

  @Test
  void theSameHandleIsTheSameCreator() {
    var first = tiktok.redeem(tiktok.code("linen.and.loam")).text("/open_id");
    sandbox.reset();

    assertThat(tiktok.redeem(tiktok.code("linen.and.loam")).text("/open_id")).isEqualTo(first);
    assertThat(tiktok.redeem(tiktok.code("another")).text("/open_id")).isNotEqualTo(first);
  }

  @Test
  void whatNobodyAnswersIsUnsupported() {
    assertThat(TikTok.error(sandbox.get(TikTok.API + "/research/"))).isEqualTo("unsupported_path");
  }

  private String displayName(String token) {
    return tiktok.userInfo(token, "display_name").text("/data/user/display_name");
  }
}
