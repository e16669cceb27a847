package com.postpilot.account.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Answer;
import com.postpilot.account.testing.FakeFacebook;
import com.postpilot.account.testing.FakeFacebook.Operation;
import com.postpilot.account.testing.FakeFacebook.Page;
import com.postpilot.account.testing.FakeFacebook.Person;
import com.postpilot.account.testing.FakeInstagram;
import com.postpilot.common.contract.Platform;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FacebookLoginIT extends AccountServiceTest {

  @Test
  void pagesAreChosenFromAllOfThemAndEachHasATokenOfItsOwn() {
    var first = Page.named("teashop");
    var foreign = Page.foreign("neighbour");
    var last = Page.named("teashop-2");
    var person = Person.with(first, foreign, last);
    var begun = begin(Platform.FACEBOOK);

    assertThat(begun.authorizeUrl().getPath()).isEqualTo("/fb-www/v26.0/dialog/oauth");
    assertThat(begun.parameters())
        .containsEntry("client_id", "4711")
        .containsEntry("response_type", "code")
        .containsEntry("redirect_uri", "http://localhost:8106/api/v1/oauth/facebook/callback")
        .doesNotContainKeys("auth_type", "code_challenge");
    assertThat(begun.parameters().get("scope")).contains("pages_show_list,pages_manage_posts");

    bringBack(begun, facebook.consent(person));

    var offered = connection(begun);
    assertThat(offered.text("/status")).isEqualTo("choose");
    assertThat(offered.json().at("/candidates").values())
        .extracting(candidate -> candidate.path("handle").asString())
        .containsExactly("teashop", "teashop-2");
    assertThat(offered.text("/excluded/0/external_id")).isEqualTo(foreign.id());
    assertThat(offered.text("/excluded/0/reason")).contains("create content");
    assertThat(facebook.calls(Operation.PAGES)).isEqualTo(2);
    assertThat(complete(begun).text("/errors/0/field")).isEqualTo("external_ids");
    assertThat(choose(begun, foreign).text("/errors/0/code")).isEqualTo("not_a_candidate");

    var done = choose(begun, last);
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    var id = UUID.fromString(done.text("/accounts/0/id"));
    var account = owner().get("/api/v1/accounts/" + id);
    assertThat(account.text("/platform")).isEqualTo("FACEBOOK");
    assertThat(account.text("/external_id")).isEqualTo(last.id());
    assertThat(account.text("/name")).isEqualTo("Shop teashop-2");
    assertThat(account.text("/avatar_url")).isEqualTo("https://cdn.example/p.jpg");
    assertThat(account.text("/health")).isEqualTo("OK");
    assertThat(account.text("/token_expires_at"))
        .isEqualTo(FakeFacebook.DATA_ACCESS_END.toString());
    assertThat(owner().get("/api/v1/accounts").json().at("/items")).hasSize(1);

    var token = token(id);
    assertThat(token.text("/access_token")).startsWith("EAAp").isIn(facebook.secrets());
    assertThat(token.text("/external_id")).isEqualTo(last.id());
    assertThat(token.json().at("/expires_at").isNull()).isTrue();
  }

  private Answer choose(Begun begun, Page page) {
    return owner()
        .post(
            "/api/v1/accounts/connections/" + begun.id() + "/complete",
            "{\"external_ids\": [\"" + page.id() + "\"]}");
  }

  @Test
  void whoHasNoPageIsToldWhatToDo() {
    var begun = begin(Platform.FACEBOOK);

    bringBack(begun, facebook.consent(Person.with()));

    assertThat(connection(begun).text("/problem/code")).isEqualTo("no_pages");
    assertThat(connection(begun).text("/problem/message")).contains("Page");
  }

  @Test
  void whoMayPublishOnNoPageIsToldWhichAndWhy() {
    var begun = begin(Platform.FACEBOOK);

    bringBack(begun, facebook.consent(Person.with(Page.foreign("neighbour"))));

    var connection = connection(begun);
    assertThat(connection.text("/status")).isEqualTo("failed");
    assertThat(connection.text("/problem/code")).isEqualTo("not_connectable");
    assertThat(connection.text("/problem/message")).contains("Shop neighbour", "create content");
  }

  @ParameterizedTest
  @CsvSource({"pages_manage_posts, failed", "pages_show_list, failed", "read_insights, choose"})
  void aRightThatWasNotGivenIsToldByItsName(String scope, String status) {
    var begun = begin(Platform.FACEBOOK);

    bringBack(begun, facebook.consentWithout(Person.with(Page.named("half")), scope));

    var connection = connection(begun);
    assertThat(connection.text("/status")).isEqualTo(status);
    assertThat(connection.text("/missing_scopes/0")).isEqualTo(scope);
  }

  @Test
  void reconnectingAsksAgainForWhatWasDeclinedAndFindsItsPageAmongOthers() {
    var page = Page.named("mine");
    var person = Person.with(Page.named("other"), page);
    var id = connected(person).getLast();
    var begun = begun(owner().post("/api/v1/accounts/" + id + "/reconnect", "{}"));
    assertThat(begun.parameters()).containsEntry("auth_type", "rerequest");

    bringBack(begun, facebook.consent(person));

    assertThat(complete(begun).text("/accounts/0/id")).isEqualTo(id.toString());
    assertThat(token(id).json().at("/generation").asLong()).isEqualTo(2);
  }

  @Test
  void aPageOnWhichTheRoleWasLostCannotBeReconnected() {
    var page = Page.named("lost");
    var person = Person.with(page);
    var id = connected(person).getFirst();
    var begun = begun(owner().post("/api/v1/accounts/" + id + "/reconnect", "{}"));

    bringBack(
        begun,
        facebook.consent(
            new Person(
                person.userId(),
                java.util.List.of(
                    Page.named("another"), new Page(page.id(), page.username(), false)))));

    assertThat(connection(begun).text("/problem/code")).isEqualTo("not_connectable");
    assertThat(connection(begun).text("/problem/message")).contains("create content");
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"CODE", "LONG_LIVED", "INSPECT", "PAGES"})
  void aFailureOfFacebookEndsTheConnectionInPlainWords(Operation operation) {
    var refused = begin(Platform.FACEBOOK);
    facebook.answerNext(operation, 400, FakeInstagram.graphErrorBody(190, 467));
    bringBack(refused, facebook.consent(Person.with(Page.named("no"))));
    assertThat(connection(refused).text("/problem/code")).isEqualTo("platform_refused");

    var away = begin(Platform.FACEBOOK);
    for (int i = 0; i < 2; i++) { // questions are asked twice
      facebook.answerNext(operation, 200, i == 0 ? "<html>" : "{\"data\": {}}");
    }
    bringBack(away, facebook.consent(Person.with(Page.named("no"))));
    assertThat(connection(away).text("/problem/code")).isEqualTo("platform_unavailable");
    assertThat(connection(away).text("/problem/message")).contains("Facebook");
  }

  @Test
  void aTokenOfAnotherAppIsNotTaken() {
    var begun = begin(Platform.FACEBOOK);
    facebook.answerNext(
        Operation.INSPECT,
        200,
        "{\"data\": {\"app_id\": \"1\", \"is_valid\": true, \"user_id\": \"2\", \"scopes\": []}}");

    bringBack(begun, facebook.consent(Person.with(Page.named("swapped"))));

    assertThat(connection(begun).text("/problem/code")).isEqualTo("platform_unavailable");
  }
}
