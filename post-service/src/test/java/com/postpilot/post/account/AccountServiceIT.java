package com.postpilot.post.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.post.PostServiceIT;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccountServiceIT extends PostServiceIT {

  @Test
  void withoutAccountServiceNothingIsStoredAndWhatIsScheduledStays() {
    var account = shop.instagram();
    var picture = shop.picture();
    var post = shop.draft("known account", account);
    long posts = count("select count(*) from post");
    ACCOUNTS.down(true);
    try {
      var refused = shop.post("/posts", draftJson("x", account, picture)).is(503);
      assertThat(refused.code()).isEqualTo("dependency_unavailable");
      assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
      assertThat(
              shop.patch(post, "{\"targets\": [{\"account_id\": \"%s\"}]}".formatted(account))
                  .is(503)
                  .code())
          .isEqualTo("dependency_unavailable");
      assertThat(count("select count(*) from post")).isEqualTo(posts);

      // What is known of the account is enough for all else.
      shop.patch(post, "{\"caption\": \"edited\"}").is(200);
      shop.schedule(post, inHours(1)).is(200);
      shop.post("/posts/" + post + "/unschedule", "{}").is(200);

      for (int i = 0; i < 12; i++) {
        shop.post("/posts", draftJson("x", account, picture)).is(503);
      }
      int calls = ACCOUNTS.calls();
      shop.post("/posts", draftJson("x", account, picture)).is(503);
      assertThat(ACCOUNTS.calls()).as("the breaker is open").isEqualTo(calls);
    } finally {
      ACCOUNTS.down(false);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> shop.post("/posts", draftJson("x", account, picture)).status() == 201);
    // Closed again, for the tests after this one.
    for (int i = 0; i < 3; i++) {
      shop.post("/posts", draftJson("x", account, picture)).is(201);
    }
  }
}
