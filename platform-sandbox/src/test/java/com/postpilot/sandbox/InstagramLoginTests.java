package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class InstagramLoginTests {

  static final String AUTHORIZE = "/ig-www/oauth/authorize";
  static final long DAY = 86_400;

  @LocalServerPort int port;
  Sandbox sandbox;

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
  }

  @Test
  void theConsentPageAsksThePersonAndEscapesWhatTheAppSent() {
    var page =
        sandbox.get(
            AUTHORIZE, Sandbox.authorizeParameters("state", "\"><script>alert(1)</script>"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body())
        .contains("Approve", "Deny", "linen.and.loam", "Create and publish posts")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>");
  }

  @Test
  void approvingSendsThePersonBackWithACodeAndTheStateAsItWas() {
    var location =
        approve("state", "a&b c", "user", "linen.and.loam", "granted", "instagram_business_basic");

    assertThat(location).contains("&state=a%26b%20c#_");
    var token = sandbox.redeem(Sandbox.codeIn(location));
    assertThat(token.text("/data/0/permissions")).isEqualTo("instagram_business_basic");
  }

  @Test
  void aPersonMayBeSomebodyWhoWasNotOnThePage() {
    var location =
        approve(
            "user", "linen.and.loam",
            "other_user", "new.shop",
            "granted", "instagram_business_basic");

    var token = sandbox.redeem(Sandbox.codeIn(location)).text("/data/0/access_token");

    var me = sandbox.get("/ig-graph/v26.0/me", "fields", "username", "access_token", token);
    assertThat(me.text("/username")).isEqualTo("new.shop");
    assertThat(sandbox.get(AUTHORIZE, Sandbox.authorizeParameters()).body()).contains("new.shop");
  }

  @Test
  void denyingSendsThePersonBackWithTheReason() {
    var reply =
        sandbox.post(AUTHORIZE, Sandbox.authorizeParameters("state", "s1", "decision", "deny"));

    assertThat(reply.header("Location"))
        .isEqualTo(
            Sandbox.REDIRECT_URI
                + "?error=access_denied&error_reason=user_denied"
                + "&error_description=The%20user%20denied%20your%20request&state=s1#_");
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, somebody-else",
    "redirect_uri, http://localhost:8106/elsewhere",
    "redirect_uri, http://localhost:8106/api/v1/oauth/instagram/callback/",
    "response_type, token",
    "scope, instagram_business_everything",
    "scope, instagram_business_content_publish",
    "sandbox_user, Not A Handle",
    "sandbox_scopes, instagram_business_manage_messages"
  })
  void aWrongAuthorizationRequestIsRefusedWithoutARedirect(String parameter, String value) {
    var parameters =
        Sandbox.authorizeParameters("sandbox_auto_approve", "1", "state", "s", parameter, value);

    var reply = sandbox.get(AUTHORIZE, parameters);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Location")).isEmpty();
    assertThat(reply.body()).contains("Invalid request");
  }

  @Test
  void aCodeBuysOneToken() {
    var code = sandbox.code("linen.and.loam");

    var first = sandbox.redeem(code);
    var second = sandbox.redeem(code);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.text("/data/0/user_id")).matches("1784140\\d{10}");
    assertThat(first.text("/data/0/permissions")).isEqualTo(Sandbox.ALL_SCOPES);
    assertThat(second.status()).isEqualTo(400);
    assertThat(second.text("/error_type")).isEqualTo("OAuthException");
    assertThat(second.json().path("code").asInt()).isEqualTo(400);
    assertThat(second.text("/error_message"))
        .isEqualTo("Matching code was not found or was already used");
  }

  @Test
  void aCodeIsGoodForAnHour() {
    var code = sandbox.code("linen.and.loam");

    sandbox.turnClock(3601);

    assertThat(sandbox.redeem(code).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, other",
    "client_secret, guess",
    "grant_type, password",
    "redirect_uri, http://localhost:8106/elsewhere",
    "code, made-up",
    "code, ''"
  })
  void aWrongCodeExchangeIsRefusedAndDoesNotUseTheCodeUp(String parameter, String value) {
    var code = sandbox.code("linen.and.loam");

    var refused =
        sandbox.post(
            "/ig-api/oauth/access_token", Sandbox.redeemParameters(code, parameter, value));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/error_type")).isEqualTo("OAuthException");
    assertThat(sandbox.redeem(code).status()).isEqualTo(200);
  }

  @Test
  void theCodeExchangeCanAnswerFlatWithANumericUserId() {
    sandbox.limit("{'flat_token_answer': true}");

    var reply = sandbox.redeem(sandbox.code("linen.and.loam"));

    assertThat(reply.json().path("user_id").isNumber()).isTrue();
    assertThat(reply.text("/access_token")).isNotBlank();
    assertThat(reply.text("/permissions/1")).isEqualTo("instagram_business_content_publish");
  }

  @Test
  void aShortTokenBuysALongOne() {
    var reply = sandbox.exchange(sandbox.shortToken("linen.and.loam"));

    assertThat(reply.text("/token_type")).isEqualTo("bearer");
    assertThat(reply.json().path("expires_in").asLong()).isBetween(60 * DAY - 5, 60 * DAY);
    assertThat(sandbox.exchange(reply.text("/access_token")).error()).isEqualTo("452");
  }

  @Test
  void anExchangeNeedsTheSecret() {
    var reply =
        sandbox.get(
            "/ig-graph/access_token",
            "grant_type",
            "ig_exchange_token",
            "client_secret",
            "guess",
            "access_token",
            sandbox.shortToken("linen.and.loam"));

    assertThat(reply.error()).isEqualTo("1");
  }

  @Test
  void aShortTokenDiesAfterAnHourAndALongOneAfterSixtyDays() {
    var shortToken = sandbox.shortToken("linen.and.loam");
    var longToken = sandbox.exchange(shortToken).text("/access_token");

    sandbox.turnClock(3601);
    assertThat(sandbox.exchange(shortToken).error()).isEqualTo("190/463");
    assertThat(sandbox.list(longToken).status()).isEqualTo(200);

    sandbox.turnClock(60 * DAY + 1);
    assertThat(sandbox.list(longToken).error()).isEqualTo("190/463");
    assertThat(sandbox.refresh(longToken).error()).isEqualTo("190/463");
  }

  @Test
  void aTokenCanBeRefreshedOnceItIsADayOld() {
    var token = sandbox.connect("linen.and.loam");
    assertThat(sandbox.refresh(token).error()).isEqualTo("100");

    sandbox.turnClock(DAY + 1);
    var refreshed = sandbox.refresh(token);

    assertThat(refreshed.json().path("expires_in").asLong()).isBetween(60 * DAY - 5, 60 * DAY);
    sandbox.turnClock(60 * DAY + 100);
    assertThat(sandbox.list(token).error()).isEqualTo("190/463");
    assertThat(sandbox.list(refreshed.text("/access_token")).status()).isEqualTo(200);
  }

  @Test
  void aShortTokenCannotBeRefreshed() {
    sandbox.limit("{'min_refresh_age_seconds': 0}");

    assertThat(sandbox.refresh(sandbox.shortToken("linen.and.loam")).error()).isEqualTo("100");
  }

  @Test
  void theAgeForARefreshCanBeShortened() {
    sandbox.limit("{'min_refresh_age_seconds': 0}");

    assertThat(sandbox.refresh(sandbox.connect("linen.and.loam")).status()).isEqualTo(200);
  }

  @Test
  void theProfileTellsTheTwoIdsApart() {
    var token = sandbox.connect("northlight.ceramics");

    var me =
        sandbox.get(
            "/ig-graph/v26.0/me",
            "fields",
            "user_id,username,name,account_type,profile_picture_url,followers_count,media_count",
            "access_token",
            token);

    assertThat(me.text("/user_id")).matches("1784140\\d{10}").isNotEqualTo(me.text("/id"));
    assertThat(me.text("/username")).isEqualTo("northlight.ceramics");
    assertThat(me.text("/name")).isEqualTo("Northlight Ceramics");
    assertThat(me.text("/account_type")).isEqualTo("BUSINESS");
    assertThat(me.json().path("media_count").asInt(-1)).isZero();
    var picture = URI.create(me.text("/profile_picture_url")).getPath();
    assertThat(sandbox.get(picture).header("Content-Type")).isEqualTo("image/svg+xml");
  }

  @Test
  void theSameHandleIsTheSameAccountEvenAfterAReset() {
    var before = sandbox.userId(sandbox.connect("linen.and.loam"));
    sandbox.reset();

    assertThat(sandbox.userId(sandbox.connect("linen.and.loam"))).isEqualTo(before);
  }

  @Test
  void aTokenReachesOnlyItsOwnAccount() {
    var token = sandbox.connect("linen.and.loam");
    var path = "/ig-graph/v26.0/" + sandbox.userId(sandbox.connect("northlight.ceramics"));

    assertThat(sandbox.get(path, "access_token", token).error()).isEqualTo("100/33");
    assertThat(sandbox.get(path + "/media", "access_token", token).error()).isEqualTo("100/33");
  }

  @Test
  void aTokenWithoutTheScopeMayNotPublish() {
    var token = sandbox.connect("linen.and.loam", "sandbox_scopes", "instagram_business_basic");

    var reply = sandbox.createImage(token, "http://localhost/none.jpg", "");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.error()).isEqualTo("10");
  }

  @Test
  void noTokenAndAnUnknownTokenAreRefusedInTheShapeOfGraph() {
    assertThat(sandbox.get("/ig-graph/v26.0/me").error()).isEqualTo("104");

    var unknown = sandbox.get("/ig-graph/v26.0/me", "access_token", "EAAforeign");

    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.error()).isEqualTo("190");
    assertThat(unknown.text("/error/type")).isEqualTo("OAuthException");
    assertThat(unknown.text("/error/fbtrace_id")).startsWith("A");
    assertThat(unknown.json().at("/error/is_transient").isBoolean()).isTrue();
  }

  @Test
  void theTokenMayComeInTheHeader() {
    var token = sandbox.connect("linen.and.loam");

    assertThat(sandbox.getWithBearer("/ig-graph/v26.0/me", token).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/ig-graph/me, 2500",
    "/ig-graph/v26.0/me/nonsense, 2500",
    "/ig-graph/v20.0/me, 2635",
    "/ig-graph/v99.0/me, 2635",
    "/ig-graph/v26.0/12345, 100/33"
  })
  void pathsThatDoNotExistAreRefused(String path, String error) {
    var token = sandbox.connect("linen.and.loam");

    assertThat(sandbox.get(path, "access_token", token).error()).isEqualTo(error);
  }

  @Test
  void olderLivingVersionsAnswer() {
    var token = sandbox.connect("linen.and.loam");

    assertThat(sandbox.get("/ig-graph/v22.0/me", "access_token", token).status()).isEqualTo(200);
  }

  @Test
  void aFieldThatDoesNotExistIsRefused() {
    var token = sandbox.connect("linen.and.loam");

    var reply =
        sandbox.get("/ig-graph/v26.0/me", "fields", "user_id,shoe_size", "access_token", token);

    assertThat(reply.error()).isEqualTo("100");
    assertThat(reply.text("/error/message")).contains("shoe_size");
  }

  private String approve(String... more) {
    var form = Sandbox.authorizeParameters(Sandbox.with(more, "decision", "approve"));
    return sandbox.post(AUTHORIZE, form).header("Location");
  }
}
