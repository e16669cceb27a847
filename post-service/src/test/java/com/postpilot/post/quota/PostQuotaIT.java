package com.postpilot.post.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.Plan;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.post.PostServiceIT;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PostQuotaIT extends PostServiceIT {
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void theLimitHoldsExactlyHoweverManyComeAtOnce() throws Exception {
    var quota = quota("2026-02-28T23:59:59Z");
    var calls = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 50; i++) {
      calls.add(() -> use(quota).isEmpty());
    }

    long granted = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : threads.invokeAll(calls)) {
        granted += call.get() ? 1 : 0;
      }
    }

    assertThat(granted).isEqualTo(10);
  }

  @Test
  void aRefusalTellsLimitUseAndWhenItEnds() {
    var quota = quota("2026-12-31T23:59:59Z");
    for (int i = 0; i < 10; i++) {
      assertThat(use(quota)).isEmpty();
    }

    var refusal = use(quota).getFirst();

    assertThat(refusal.code()).isEqualTo(ProblemCode.PLAN_LIMIT_REACHED);
    assertThat(refusal.body(null, null))
        .containsEntry("limit", 10)
        .containsEntry("used", 10)
        .containsEntry("resets_at", Instant.parse("2027-01-01T00:00:00Z"))
        .containsEntry("upgrade_url", URI.create("http://dashboard.example/billing"));
    assertThat(use(quota("2027-01-01T00:00:00Z"))).as("a new month, in UTC").isEmpty();
  }

  @Test
  void aCreationThatFailsCostsNothing() {
    var account = shop.instagram();
    shop.post("/posts", draftJson("x", account, java.util.UUID.randomUUID())).is(404);
    assertThat(used()).isZero();

    var post = shop.draft("counts", account);
    assertThat(used()).isOne();

    shop.delete("/posts/" + post).is(204);
    assertThat(used()).as("a deleted post gives nothing back").isOne();
  }

  private long used() {
    return count(
        "select coalesce(sum(posts), 0) from usage where workspace_id = '" + shop.id + "'");
  }

  private PostQuota quota(String now) {
    return new PostQuota(
        jdbc,
        new EntitlementProperties(Plan.FREE, URI.create("http://dashboard.example/billing")),
        Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  /** The refusal, if it was one. */
  private List<Problem> use(PostQuota quota) {
    try {
      Tenants.inWorkspace(
          shop.id,
          () ->
              new TransactionTemplate(transactions)
                  .execute(
                      ignored -> {
                        quota.use(shop.id);
                        return true;
                      }));
      return List.of();
    } catch (Problem refusal) {
      return List.of(refusal);
    }
  }
}
