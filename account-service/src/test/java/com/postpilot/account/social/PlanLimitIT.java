package com.postpilot.account.social;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Answer;
import com.postpilot.account.testing.FakeInstagram.Person;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "postpilot.entitlements.default-plan=FREE")
class PlanLimitIT extends AccountServiceTest {

  @Test
  void ofManyAtOnceExactlyAsManyAreConnectedAsThePlanAllows() throws Exception {
    var begun = new ArrayList<Begun>();
    for (int i = 0; i < 6; i++) {
      begun.add(begin());
      bringBack(begun.get(i), instagram.consent(Person.named("shop" + i)));
    }

    var answers = new ArrayList<Answer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var completions = begun.stream().<Callable<Answer>>map(one -> () -> complete(one)).toList();
      for (var answer : threads.invokeAll(completions)) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(5)
        .allSatisfy(
            refused -> {
              assertThat(refused.status()).isEqualTo(403);
              assertThat(refused.text("/code")).isEqualTo("plan_limit_reached");
              assertThat(refused.json().at("/limit").asInt()).isEqualTo(1);
              assertThat(refused.json().at("/used").asInt()).isEqualTo(1);
              assertThat(refused.json().has("resets_at")).isTrue();
              assertThat(refused.text("/upgrade_url")).startsWith("http");
            });
    assertThat(owner().get("/api/v1/accounts").json().at("/items")).hasSize(1);
  }

  @Test
  void whatIsConnectedAlreadyTakesNoSecondPlace() {
    var person = Person.named("only");
    var id = connected(person);

    assertThat(connected(person)).isEqualTo(id);
  }

  @Test
  void aDisconnectedAccountFreesItsPlaceAndNeedsOneToComeBack() {
    var first = Person.named("first");
    var id = connected(first);
    owner().delete("/api/v1/accounts/" + id);
    connected(Person.named("second"));

    var begun = begun(owner().post("/api/v1/accounts/" + id + "/reconnect", "{}"));
    bringBack(begun, instagram.consent(first));

    assertThat(complete(begun).text("/code")).isEqualTo("plan_limit_reached");
    assertThat(connection(begun).text("/status")).isEqualTo("choose");
  }
}
