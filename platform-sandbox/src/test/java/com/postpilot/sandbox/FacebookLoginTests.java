package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class FacebookLoginTests {

  static final String DIALOG = Facebook.DIALOG;
  static final long DAY = 86_400;

  @LocalServerPort int port;
  Sandbox sandbox;
  Facebook facebook;

  @BeforeEach
  void begin() {
    sandbox = new Sandbox(port);
    sandbox.reset();
    facebook = new Facebook(sandbox);
  }

  @Test
  void theDialogAsksFirstWhoItIsAndEscapesWhatTheAppSent() {
    var page =
        sandbox.get(DIALOG, Facebook.dialogParameters("state", "\"><script>alert(1)</script>"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("Continue as", "linen.and.loam", "Deny")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>");
  }

  @Test
  void theDialogThenAsksForWhichPages() {
    var page =
        sandbox.get(
            DIALOG,
            Facebook.dialogParameters(
                "sandbox_user", "linen.and.loam", "sandbox_other_user", "new.shop"));

    assertThat(page.body())
        .contains("New Shop", "new.shop-2", "Approve", "Deny")
        .contains("Create and manage content on your Page");
  }

  @Test
  void aPersonChoosesThePagesAndWhatTheyAreFor() {
    var second = pageIds(facebook.connect("linen.and.loam"))[1];

    var location =
        sandbox
            .post(
                DIALOG,
                Facebook.dialogParameters(
                    "state", "a&b c",
                    "decision", "approve",
                    "sandbox_user", "linen.and.loam",
                    "page", second,
                    "granted", "pages_show_list"))
            .header("Location");

    assertThat(location).contains("&state=a%26b%20c#_=_");
    var token = facebook.redeem(Facebook.codeIn(location)).text("/access_token");
    assertThat(pageIds(token)).containsExactly(second);
    assertThat(facebook.get("/me/permissions", token).json().path("data"))
        .extracting(it -> it.path("permission").asString() + " " + it.path("status").asString())
        .containsExactlyInAnyOrder(
            "public_profile granted",
            "pages_show_list granted",
            "pages_manage_posts declined",
            "pages_read_engagement declined");
  }

  @Test
  void denyingSendsThePersonBackWithTheReason() {
    var reply = sandbox.post(DIALOG, Facebook.dialogParameters("state", "s1", "decision", "deny"));

    assertThat(reply.header("Location"))
        .isEqualTo(
            Facebook.REDIRECT_URI
                + "?error=access_denied&error_code=200&error_description=Permissions%20error"
                + "&error_reason=user_denied&state=s1#_=_");
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, somebody-else",
    "redirect_uri, http://localhost:8106/elsewhere",
    "redirect_uri, http://localhost:8106/api/v1/oauth/facebook/callback/",
    "response_type, token",
    "scope, pages_everything",
    "sandbox_user, Not A Handle",
    "sandbox_pages, many",
    "sandbox_pages, -1",
    "sandbox_scopes, read_insights"
  })
  void aWrongDialogIsRefusedWithoutARedirect(String parameter, String value) {
    var parameters =
        Facebook.dialogParameters("sandbox_auto_approve", "1", "state", "s", parameter, value);

    var reply = sandbox.get(DIALOG, parameters);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Location")).isEmpty();
    assertThat(reply.body()).contains("Invalid request");
  }

  @Test
  void aCodeBuysOneShortLivedToken() {
    var code = facebook.code("linen.and.loam");

    var first = facebook.redeem(code);
    var second = facebook.redeem(code);

    assertThat(first.text("/token_type")).isEqualTo("bearer");
    assertThat(first.json().path("expires_in").asLong()).isBetween(3590L, 3600L);
    assertThat(second.error()).isEqualTo("100/36009");
  }

  @Test
  void aCodeGrowsOld() {
    var code = facebook.code("linen.and.loam");

    sandbox.turnClock(601);

    assertThat(facebook.redeem(code).error()).isEqualTo("100/36007");
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, other, 101",
    "client_secret, guess, 1",
    "grant_type, password, 100",
    "redirect_uri, http://localhost:8106/elsewhere, 100/36008",
    "redirect_uri, '', 100",
    "code, made-up, 100/36009",
    "code, '', 100"
  })
  void aWrongCodeExchangeIsRefusedAndDoesNotUseTheCodeUp(
      String parameter, String value, String error) {
    var code = facebook.code("linen.and.loam");

    assertThat(facebook.redeem(code, parameter, value).error()).isEqualTo(error);

    assertThat(facebook.redeem(code).status()).isEqualTo(200);
  }

  @Test
  void aTokenIsExchangedForOneOfSixtyDays() {
    var exchanged = facebook.exchange(facebook.shortToken("linen.and.loam"));

    assertThat(exchanged.json().path("expires_in").asLong()).isBetween(60 * DAY - 10, 60 * DAY);
    sandbox.turnClock(59 * DAY);
    var token = exchanged.text("/access_token");
    assertThat(facebook.get("/me", token).status()).isEqualTo(200);
    sandbox.turnClock(60 * DAY);
    assertThat(facebook.get("/me", token).error()).isEqualTo("190/463");
  }

  @Test
  void whatCannotBeExchangedIsRefused() {
    var pageToken = facebook.pageToken("linen.and.loam");
    var expired = facebook.shortToken("linen.and.loam");
    sandbox.turnClock(3600);

    assertThat(facebook.exchange(expired).error()).isEqualTo("190/463");
    assertThat(facebook.exchange("made-up").error()).isEqualTo("190");
    assertThat(facebook.exchange(pageToken).error()).isEqualTo("100");
    assertThat(facebook.exchange(pageToken, "client_secret", "guess").error()).isEqualTo("1");
  }

  @Test
  void aPersonHasSeveralPagesWithTokensOfTheirOwn() {
    var token = facebook.connect("linen.and.loam", "sandbox_pages", "3");

    var pages =
        facebook.pages(
            token,
            "fields",
            "id,name,username,access_token,category,tasks,picture{url},followers_count");

    assertThat(pages.json().path("data"))
        .extracting(page -> page.path("username").asString())
        .containsExactly("linen.and.loam", "linen.and.loam-2", "linen.and.loam-3");
    assertThat(pages.text("/data/1/name")).isEqualTo("Linen And Loam 2");
    assertThat(pages.text("/data/1/id")).matches("10\\d{13}");
    assertThat(pages.json().at("/data/1/tasks").toString()).contains("CREATE_CONTENT");
    assertThat(pages.text("/data/0/access_token")).isNotEqualTo(pages.text("/data/1/access_token"));
    var picture = URI.create(pages.text("/data/1/picture/data/url")).getPath();
    assertThat(sandbox.get(picture).header("Content-Type")).isEqualTo("image/svg+xml");
  }

  @Test
  void theSameNameIsTheSamePageForEver() {
    var before = pageIds(facebook.connect("linen.and.loam"));
    sandbox.reset();

    assertThat(pageIds(facebook.connect("linen.and.loam"))).containsExactly(before);
  }

  @Test
  void pagesCanBeReadPageByPage() {
    var token = facebook.connect("linen.and.loam", "sandbox_pages", "5");
    var all = pageIds(token);

    var first = facebook.pages(token, "limit", "2", "fields", "id,picture{url}");
    var next = first.text("/paging/next").replaceFirst("http://localhost:\\d+", "");
    var second = sandbox.get(next);

    assertThat(ids(first)).containsExactly(all[0], all[1]);
    assertThat(ids(second)).containsExactly(all[2], all[3]);
    var last = facebook.pages(token, "after", second.text("/paging/cursors/after"));
    assertThat(ids(last)).containsExactly(all[4]);
    assertThat(last.json().path("paging").has("next")).isFalse();
  }

  @Test
  void withoutThePermissionToListThemThereAreNoPages() {
    var token = facebook.connect("linen.and.loam", "sandbox_scopes", "pages_manage_posts");

    assertThat(facebook.pages(token).json().path("data")).isEmpty();
  }

  @Test
  void aPageShowsToItsOwnTokenAndToItsPerson() {
    var token = facebook.connect("linen.and.loam");
    var page = facebook.pages(token).json().at("/data/0");
    var id = page.path("id").asString();
    var pageToken = page.path("access_token").asString();

    assertThat(facebook.get("/" + id, pageToken, "fields", "id,username").text("/username"))
        .isEqualTo("linen.and.loam");
    assertThat(facebook.get("/" + id, token, "fields", "access_token").text("/access_token"))
        .isEqualTo(pageToken);
    assertThat(facebook.get("/me", pageToken).text("/id")).isEqualTo(id);
    assertThat(facebook.get("/" + id, facebook.connect("fern_and_fable")).error())
        .isEqualTo("100/33");
  }

  @Test
  void thePersonBehindATokenIsKnownToTheAppByAnIdOfItsOwn() {
    var me = facebook.get("/me", facebook.connect("linen.and.loam"), "fields", "id,name");

    assertThat(me.text("/id")).matches("1022\\d{13}");
    assertThat(me.text("/name")).isEqualTo("Linen And Loam");
  }

  @Test
  void thePageTokenOfALongLivedTokenNeverExpires() {
    var userToken = facebook.connect("linen.and.loam");
    var pageToken = facebook.pages(userToken).text("/data/0/access_token");

    var page = facebook.inspect(pageToken).json().path("data");
    var user = facebook.inspect(userToken).json().path("data");

    assertThat(page.path("type").asString()).isEqualTo("PAGE");
    assertThat(page.path("expires_at").asLong(-1)).isZero();
    assertThat(page.path("profile_id").asString()).matches("10\\d{13}");
    assertThat(page.path("app_id").asString()).isEqualTo("sandbox-facebook");
    assertThat(page.path("is_valid").asBoolean()).isTrue();
    assertThat(page.path("scopes").toString()).contains("\"pages_manage_posts\"");
    assertThat(user.path("type").asString()).isEqualTo("USER");
    assertThat(user.path("expires_at").asLong() - user.path("issued_at").asLong())
        .isEqualTo(60 * DAY);
    assertThat(user.path("data_access_expires_at").asLong() - user.path("issued_at").asLong())
        .isBetween(90 * DAY - 10, 90 * DAY);
    sandbox.turnClock(1000 * DAY);
    assertThat(facebook.get("/me", pageToken).status()).isEqualTo(200);
  }

  @Test
  void thePageTokenOfAShortLivedTokenDiesWithIt() {
    var userToken = facebook.shortToken("linen.and.loam");
    var pageToken = facebook.pages(userToken).text("/data/0/access_token");

    sandbox.turnClock(3600);

    assertThat(facebook.get("/me", pageToken).error()).isEqualTo("190/463");
    assertThat(facebook.inspect(pageToken).json().at("/data/error/subcode").asInt()).isEqualTo(463);
  }

  @Test
  void onlyTheAppMayInspectTokens() {
    var token = facebook.connect("linen.and.loam");

    var asked =
        sandbox.get(Facebook.GRAPH + "/debug_token", "input_token", token, "access_token", token);

    assertThat(asked.error()).isEqualTo("100");
    assertThat(facebook.inspect("made-up").json().at("/data/is_valid").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"me", "the person's id"})
  void revokingKillsThePersonsTokensAndThoseOfThePages(String who) {
    var userToken = facebook.connect("linen.and.loam");
    var pageToken = facebook.pages(userToken).text("/data/1/access_token");
    var unusedCode = facebook.code("linen.and.loam");
    var bystander = facebook.connect("fern_and_fable");
    var person = who.equals("me") ? "me" : facebook.get("/me", userToken).text("/id");

    var revoked =
        sandbox.delete(Facebook.GRAPH + "/" + person + "/permissions", "access_token", userToken);

    assertThat(revoked.json().path("success").asBoolean()).isTrue();
    assertThat(facebook.get("/me", userToken).error()).isEqualTo("190/458");
    assertThat(facebook.get("/me", pageToken).error()).isEqualTo("190/458");
    assertThat(facebook.inspect(pageToken).json().at("/data/is_valid").asBoolean(true)).isFalse();
    assertThat(facebook.redeem(unusedCode).error()).isEqualTo("100/36009");
    assertThat(facebook.get("/me", bystander).status()).isEqualTo(200);
    assertThat(facebook.get("/me", facebook.pageToken("linen.and.loam")).status()).isEqualTo(200);
  }

  @Test
  void nobodyRevokesForSomebodyElse() {
    var other = facebook.get("/me", facebook.connect("fern_and_fable")).text("/id");
    var token = facebook.connect("linen.and.loam");

    var reply =
        sandbox.delete(Facebook.GRAPH + "/" + other + "/permissions", "access_token", token);

    assertThat(reply.error()).isEqualTo("100/33");
  }

  @Test
  void aTokenMayBeProvedToBeTheAppsOwn() throws Exception {
    var token = facebook.connect("linen.and.loam");
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            "sandbox-facebook-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var proof = HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));

    assertThat(facebook.get("/me", token, "appsecret_proof", proof).status()).isEqualTo(200);
    assertThat(facebook.get("/me", token, "appsecret_proof", "00").error()).isEqualTo("100");
  }

  @Test
  void aTokenMayComeInTheHeader() {
    var token = facebook.connect("linen.and.loam");

    assertThat(sandbox.getWithBearer(Facebook.GRAPH + "/me", token).status()).isEqualTo(200);
    assertThat(sandbox.get(Facebook.GRAPH + "/me").error()).isEqualTo("2500");
    assertThat(facebook.get("/me", "made-up").error()).isEqualTo("190");
    assertThat(sandbox.get("/fb-graph/v20.0/me", "access_token", token).error()).isEqualTo("2635");
  }

  @ParameterizedTest
  @CsvSource({
    "token, /oauth/access_token",
    "profile, /me",
    "profile, /me/accounts",
    "inspect, /debug_token"
  })
  void everyCallAroundTheTokensCanFail(String operation, String path) {
    var token = facebook.connect("linen.and.loam");
    facebook.arm(operation, "error_before_apply", "'error_code': 4");

    assertThat(facebook.get(path, token).error()).isEqualTo("4");
  }

  @Test
  void aRevocationWhoseAnswerIsLostHasHappened() {
    var token = facebook.connect("linen.and.loam");
    facebook.arm("revoke", "error_after_apply", "'account': 'linen.and.loam'");

    var reply = sandbox.delete(Facebook.GRAPH + "/me/permissions", "access_token", token);

    assertThat(reply.error()).isEqualTo("2");
    assertThat(facebook.get("/me", token).error()).isEqualTo("190/458");
  }

  @Test
  void aRevokedPageTokenLeavesTheOtherPagesAlone() {
    var userToken = facebook.connect("linen.and.loam");
    var pages = facebook.pages(userToken);
    facebook.arm("profile", "token_revoked", "'account': 'linen.and.loam-2'");

    var struck = pages.text("/data/1/access_token");

    assertThat(facebook.get("/me", struck).error()).isEqualTo("190/460");
    assertThat(facebook.get("/me", struck).error()).isEqualTo("190/460");
    assertThat(facebook.get("/me", pages.text("/data/0/access_token")).status()).isEqualTo(200);
    assertThat(facebook.inspect(struck).json().at("/data/is_valid").asBoolean(true)).isFalse();
  }

  private String[] pageIds(String userToken) {
    return ids(facebook.pages(userToken));
  }

  private static String[] ids(Reply list) {
    var data = list.json().path("data");
    return IntStream.range(0, data.size())
        .mapToObj(i -> data.get(i).path("id").asString())
        .toArray(String[]::new);
  }
}
