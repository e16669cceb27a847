package com.postpilot.account.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Database;
import com.postpilot.account.testing.FakeInstagram.Person;
import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AccountIT extends AccountServiceTest {

  @Test
  void aListIsReadPageByPageInTheOrderOfConnecting() {
    var ids =
        List.of(
            connected(Person.named("one")),
            connected(Person.named("two")),
            connected(Person.named("three")));

    var seen = new ArrayList<UUID>();
    var path = "/api/v1/accounts?limit=1";
    for (var cursor = ""; seen.size() < 4; ) {
      var page = owner().get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      seen.add(UUID.fromString(page.text("/items/0/id")));
      cursor = page.text("/next_cursor");
      if (cursor.isEmpty()) {
        break;
      }
    }

    assertThat(seen).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=101, limit",
    "limit=many, limit",
    "cursor=abc, cursor",
    "cursor=e30, cursor",
    "page=2, page",
  })
  void aListThatCannotBeIsRefusedByTheNameOfItsParameter(String query, String parameter) {
    var refused = owner().get("/api/v1/accounts?" + query);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/errors/0/field")).isEqualTo(parameter);
  }

  @Test
  void disconnectingDestroysTheTokenAndKeepsTheAccount() {
    var id = connected(Person.named("bye"));

    assertThat(owner().delete("/api/v1/accounts/" + id).status()).isEqualTo(204);
    assertThat(owner().delete("/api/v1/accounts/" + id).status()).isEqualTo(204);

    assertThat(Database.texts("select account_id from token where account_id = ?", id)).isEmpty();
    var account = owner().get("/api/v1/accounts/" + id);
    assertThat(account.text("/status")).isEqualTo("DISCONNECTED");
    assertThat(account.text("/token_expires_at")).isEmpty();
    assertThat(owner().get("/api/v1/accounts").json().at("/items")).hasSize(1);
    var refused = token(id);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().at("/generation").asLong()).isEqualTo(1);
    try (var lifecycle = TestKafka.instance().follow(Topics.ACCOUNT_LIFECYCLE)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(lifecycle.events(AccountEvent.class))
                      .filteredOn(event -> event.accountId().equals(id))
                      .extracting(event -> event.getClass().getSimpleName())
                      .containsExactly("AccountConnected", "AccountDisconnected"));
    }
  }

  @Test
  void servicesLookAccountsUpWithinAWorkspace() {
    var person = Person.named("lookup");
    var id = connected(person);

    var found = lookup(workspace, id, UUID.randomUUID());

    assertThat(found)
        .singleElement()
        .satisfies(
            account -> {
              assertThat(account.propertyNames())
                  .containsExactly(
                      "id",
                      "platform",
                      "external_id",
                      "handle",
                      "status",
                      "health",
                      "token_expires_at",
                      "generation");
              assertThat(account.path("id").asString()).isEqualTo(id.toString());
              assertThat(account.path("external_id").asString()).isEqualTo(person.userId());
              assertThat(account.path("generation").asLong()).isEqualTo(1);
            });
    assertThat(lookup(UUID.randomUUID(), id)).isEmpty();
  }

  private List<JsonNode> lookup(UUID workspaceId, UUID... ids) {
    var answer =
        service()
            .post(
                "/internal/workspaces/" + workspaceId + "/accounts/lookup",
                "{\"account_ids\": [%s]}"
                    .formatted(
                        String.join(
                            ",", List.of(ids).stream().map(id -> "\"" + id + "\"").toList())));
    assertThat(answer.status()).isEqualTo(200);
    return List.copyOf(answer.json().at("/accounts").values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                          | account_ids",
        "{\"account_ids\": \"x\"}    | account_ids",
        "{\"account_ids\": [\"x\"]}  | account_ids[0]",
        "{\"account_ids\": [null]}   | account_ids[0]",
        "{\"ids\": []}               | ids",
      })
  void aBadLookupIsRefusedByTheNameOfItsField(String body, String field) {
    var refused = service().post("/internal/workspaces/" + workspace + "/accounts/lookup", body);

    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.text("/errors/0/field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"return_to\": 1}                        | return_to",
        "{\"return_to\": \"https://evil.example\"} | return_to",
        "{\"platform\": \"INSTAGRAM\"}             | platform",
      })
  void aBadReconnectIsRefusedByTheNameOfItsField(String body, String field) {
    var id = connected(Person.named("bad-reconnect"));

    var refused = owner().post("/api/v1/accounts/" + id + "/reconnect", body);

    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.text("/errors/0/field")).isEqualTo(field);
  }
}
