package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.post.PostServiceIT;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class IdempotencyIT extends PostServiceIT {

  @Test
  void fiftyTimesTheSameKeyAtOnceMakeOnePost() throws Exception {
    var json = draftJson("once", shop.instagram(), shop.picture());
    var key = Map.of("Idempotency-Key", "key-1");
    var calls = new ArrayList<Callable<Reply>>();
    for (int i = 0; i < 50; i++) {
      calls.add(() -> shop.request("POST", "/posts", json, key));
    }

    var made = new HashSet<UUID>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : threads.invokeAll(calls)) {
        var reply = call.get();
        if (reply.status() == 201) {
          made.add(reply.id());
        } else {
          assertThat(reply.is(409).code()).isEqualTo("idempotency_in_progress");
        }
      }
    }

    assertThat(made).hasSize(1);
    assertThat(count("select count(*) from post where workspace_id = '" + shop.id + "'")).isOne();
    var replayed = shop.request("POST", "/posts", json, key).is(201);
    assertThat(replayed.id()).isEqualTo(made.iterator().next());
    assertThat(replayed.raw().headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(
            shop.request(
                    "POST", "/posts", draftJson("other", shop.instagram(), shop.picture()), key)
                .is(422)
                .code())
        .isEqualTo("idempotency_key_reused");
  }

  @Test
  void aRepeatedPublishPublishesOnce() {
    var post = shop.draft("publish once");
    var key = Map.of("Idempotency-Key", "key-2");

    var first = shop.request("POST", "/posts/" + post + "/publish", "{}", key).is(200);
    inFlight(shop.targetId(post));
    var second = shop.request("POST", "/posts/" + post + "/publish", "{}", key).is(200);

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.eTag()).isEqualTo(first.eTag());
  }

  @Test
  void aReplayedCreationTellsWhereThePostIsAndWhichVersion() {
    var key = Map.of("Idempotency-Key", "key-4");
    var json = draftJson("headers", shop.instagram(), shop.picture());
    var first = shop.request("POST", "/posts", json, key).is(201);
    shop.patch(first.id(), "{\"caption\": \"changed since\"}").is(200);

    var replayed = shop.request("POST", "/posts", json, key).is(201);

    assertThat(replayed.eTag()).isEqualTo(first.eTag()).isEqualTo("\"1\"");
    assertThat(replayed.raw().headers().firstValue("Location"))
        .isEqualTo(first.raw().headers().firstValue("Location"))
        .hasValue("/api/v1/posts/" + first.id());
  }

  @Test
  void aRefusedRequestLeavesItsKeyFree() {
    var account = shop.instagram();
    var key = Map.of("Idempotency-Key", "key-3");
    var json = draftJson("x", account, UUID.randomUUID());
    shop.request("POST", "/posts", json, key).is(404);

    shop.request("POST", "/posts", draftJson("x", account, shop.picture()), key).is(201);
  }
}
