package com.postpilot.queue.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.ApprovalPolicy;
import com.postpilot.common.contract.QueueEvent.ApprovalPolicyChanged;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestIdentity;
import com.postpilot.common.testing.TestKafka;
import com.postpilot.queue.QueueServiceIT;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsIT extends QueueServiceIT {
  private static final String CHOICE =
      json(
          """
          {'approval_policy': 'FOUR_EYES', 'banned_claims': ['miracle'], 'brand_voice': 'dry',
           'product_rule': 'REAPPROVE', 'generations_at_once': 2}""");

  @Test
  void aWorkspaceChoosesForItself() {
    assertThat(shop.get("/queue/settings").is(200).at("/approval_policy")).isEqualTo("NONE");

    choose(CHOICE).is(200);

    var chosen = shop.get("/queue/settings").is(200);
    assertThat(chosen.at("/banned_claims/0")).isEqualTo("miracle");
    assertThat(chosen.at("/brand_voice")).isEqualTo("dry");
    assertThat(chosen.at("/product_rule")).isEqualTo("REAPPROVE");
    assertThat(chosen.at("/generations_at_once")).isEqualTo("2");
    assertThat(new Workspace().get("/queue/settings").is(200).at("/product_rule"))
        .isEqualTo("HOLD");
  }

  @Test
  void othersHearOfThePolicyWheneverItChanges() {
    choose(CHOICE).is(200);
    choose(CHOICE.replace("dry", "warm")).is(200);
    choose(CHOICE.replace("FOUR_EYES", "REQUIRED")).is(200);

    try (var told = TestKafka.instance().follow(Topics.QUEUE_LIFECYCLE)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          told.events(ApprovalPolicyChanged.class).stream()
                              .filter(event -> event.workspaceId().equals(shop.id))
                              .toList())
                      .satisfiesExactly(
                          first -> assertThat(first.policy()).isEqualTo(ApprovalPolicy.FOUR_EYES),
                          second -> {
                            assertThat(second.policy()).isEqualTo(ApprovalPolicy.REQUIRED);
                            assertThat(second.version()).isEqualTo(3);
                          }));
    }
  }

  @Test
  void onlyWhoRunsTheWorkspaceChooses() {
    for (var role : List.of("VIEWER", "EDITOR", "APPROVER")) {
      var token = TestIdentity.instance().token(UUID.randomUUID(), shop.id, role);
      request(token, "GET", "/queue/settings", null, Map.of()).is(200);
      assertThat(request(token, "PUT", "/queue/settings", CHOICE, Map.of()).is(403).code())
          .isEqualTo("role_required");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{'approval_policy': 'SOME', 'banned_claims': [], 'product_rule': 'HOLD', 'generations_at_once': 2}",
        "{'approval_policy': 'NONE', 'banned_claims': [''], 'product_rule': 'HOLD', 'generations_at_once': 2}",
        "{'approval_policy': 'NONE', 'banned_claims': [null], 'product_rule': 'HOLD', 'generations_at_once': 2}",
        "{'approval_policy': 'NONE', 'banned_claims': [], 'product_rule': 'HOLD', 'generations_at_once': 0}",
        "{'approval_policy': 'NONE', 'banned_claims': [], 'product_rule': 'HOLD', 'generations_at_once': 2, 'x': 1}"
      })
  void aChoiceThatIsNoneChangesNothing(String choice) {
    choose(json(choice)).is(422);

    assertThat(count("select count(*) from settings where workspace_id = '" + shop.id + "'"))
        .isZero();
  }

  private Reply choose(String choice) {
    return shop.request("PUT", "/queue/settings", choice, Map.of());
  }
}
