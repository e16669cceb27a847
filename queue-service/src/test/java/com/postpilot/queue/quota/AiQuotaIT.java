package com.postpilot.queue.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.Plan;
import com.postpilot.common.contract.SubscriptionEvent.SubscriptionChanged;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.common.testing.TestKafka;
import com.postpilot.common.web.Problem;
import com.postpilot.queue.QueueServiceIT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class AiQuotaIT extends QueueServiceIT {
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  @Test
  void theLastOneGoesToExactlyOneOfFifty() throws Exception {
    subscribed(1, limit(2L));
    generate(shop.item("the first")).is(202);
    var items = new ArrayList<UUID>();
    for (int i = 0; i < 50; i++) {
      items.add(shop.item("one of many " + i));
    }

    var replies = new ArrayList<Reply>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = items.stream().<Callable<Reply>>map(item -> () -> generate(item)).toList();
      for (var call : threads.invokeAll(calls)) {
        replies.add(call.get());
      }
    }

    assertThat(replies).filteredOn(reply -> reply.status() == 202).hasSize(1);
    assertThat(replies)
        .filteredOn(reply -> reply.status() == 403)
        .hasSize(49)
        .allSatisfy(
            refusal -> {
              assertThat(refusal.code()).isEqualTo("plan_limit_reached");
              assertThat(refusal.at("/limit")).isEqualTo("2");
              assertThat(refusal.at("/used")).isEqualTo("2");
              assertThat(refusal.at("/resets_at")).endsWith("-01T00:00:00Z");
              assertThat(refusal.at("/upgrade_url")).startsWith("http");
            });
    assertThat(used()).isEqualTo(2);
  }

  @Test
  void whatIsRefusedForAnotherReasonCostsNothing() {
    subscribed(1, limit(1L));

    shop.post("/queue/" + UUID.randomUUID() + "/generate", "{}").is(404);
    shop.post("/queue/" + shop.item("x") + "/generate", json("{'tone': 'LOUD'}")).is(422);

    assertThat(used()).isZero();
  }

  @Test
  void theHigherVersionOfASubscriptionCountsInWhateverOrder() {
    subscribed(2, limit(0L));
    assertThat(generate(shop.item("no captions")).is(403).at("/limit")).isEqualTo("0");

    TestKafka.instance().send(changed(1, limit(100L)));
    subscribed(3, Map.of());
    generate(shop.item("as many as one likes, says the plan")).is(202);

    subscribed(4, limit(null));
    generate(shop.item("as many as one likes")).is(202);
  }

  @Test
  void monthsAreUtcMonthsAndWhatIsGivenBackCanBeUsedAgain() {
    var december = quota("2026-12-31T23:59:59Z");
    for (int i = 0; i < 5; i++) {
      assertThat(use(december)).isEmpty();
    }
    assertThat(use(december).getFirst().body(null, null))
        .containsEntry("limit", 5L)
        .containsEntry("used", 5)
        .containsEntry("resets_at", Instant.parse("2027-01-01T00:00:00Z"));

    in(() -> december.giveBack(shop.id, YearMonth.of(2026, 12)));

    assertThat(use(december)).isEmpty();
    assertThat(use(december)).hasSize(1);
    assertThat(use(quota("2027-01-01T00:00:00Z"))).isEmpty();
  }

  private Reply generate(UUID item) {
    return shop.post("/queue/" + item + "/generate", "{}");
  }

  private long used() {
    return count(
        "select coalesce(sum(ai_captions), 0) from usage where workspace_id = '" + shop.id + "'");
  }

  private void subscribed(long version, Map<String, Long> limits) {
    TestKafka.instance().send(changed(version, limits));
    await()
        .atMost(Duration.ofSeconds(30)) // until the consumer knows the topic
        .until(
            () ->
                count(
                        "select count(*) from entitlement where version = %d and workspace_id = '%s'"
                            .formatted(version, shop.id))
                    == 1);
  }

  private SubscriptionChanged changed(long version, Map<String, Long> limits) {
    var now = Instant.now();
    return new SubscriptionChanged(
        UUID.randomUUID(), shop.id, version, Plan.ENTERPRISE, "active", limits, now, now);
  }

  private static Map<String, Long> limit(Long captions) {
    var limits = new HashMap<String, Long>();
    limits.put(Plan.MAX_AI_CAPTIONS, captions);
    return limits;
  }

  private AiQuota quota(String now) {
    var properties =
        new EntitlementProperties(Plan.FREE, URI.create("http://dashboard.example/billing"));
    return new AiQuota(
        jdbc,
        new Entitlements(jdbc, properties),
        properties,
        Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  /** The refusal, if it was one. */
  private List<Problem> use(AiQuota quota) {
    try {
      in(() -> quota.use(shop.id));
      return List.of();
    } catch (Problem refusal) {
      return List.of(refusal);
    }
  }

  private void in(Runnable work) {
    Tenants.inWorkspace(
        shop.id,
        () -> {
          transaction.executeWithoutResult(ignored -> work.run());
          return null;
        });
  }
}
