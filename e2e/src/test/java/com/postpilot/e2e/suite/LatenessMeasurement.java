package com.postpilot.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.testing.Measurement;
import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.client.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How late the first call to the platform is: {@code ./postpilot bench lateness}. No test, and not
 * part of a build. The suite runs in one JVM with its settings of every day; the sandbox, which
 * writes down when calls arrive, runs in the same JVM and takes its share of the machine.
 */
@EndToEnd(Shape.STANDALONE)
class LatenessMeasurement {
  private static final int ACCOUNTS = 50;
  private static final int POSTS_EACH = 10;
  private static final int POSTS = ACCOUNTS * POSTS_EACH;
  private static final Duration SPAN = Duration.ofSeconds(60);
  private static final Duration AHEAD = Duration.ofSeconds(60);
  private static final int WARM_UP = 20;

  @Test
  void measure() throws IOException {
    try (var suite = Standalone.start(Build.directoryFor("lateness"), Map.of())) {
      var owner = suite.register();
      var picture = owner.uploadPicture();
      warmUp(owner, picture);
      var accounts = new ArrayList<Owner.Account>();
      for (int i = 0; i < ACCOUNTS; i++) {
        accounts.add(owner.connectInstagram());
      }
      var posts = new ArrayList<Owner.Post>();
      for (int i = 0; i < POSTS; i++) {
        posts.add(owner.createPost("post " + i, picture, accounts.get(i % ACCOUNTS)));
      }
      owner = owner.logIn(suite.gateway());
      var first = Instant.now().plus(AHEAD);
      var due = new LinkedHashMap<String, List<Instant>>();
      for (int i = 0; i < POSTS; i++) {
        var at = first.plus(SPAN.multipliedBy(i).dividedBy(POSTS));
        owner.schedule(posts.get(i), at);
        due.computeIfAbsent(accounts.get(i % ACCOUNTS).handle(), _ -> new ArrayList<>()).add(at);
      }
      assertThat(Instant.now()).as("all are scheduled before the first is due").isBefore(first);

      await()
          .atMost(AHEAD.plus(SPAN).plusSeconds(120))
          .pollInterval(Duration.ofSeconds(5))
          .until(() -> suite.sandbox().publications().size() >= POSTS + WARM_UP);
      report(lateness(suite.sandbox(), due));
    }
  }

  /** What is fast after a minute of work is of interest, not what a JVM does first. */
  private static void warmUp(Owner owner, Owner.Media picture) {
    var account = owner.connectInstagram();
    for (int i = 0; i < WARM_UP; i++) {
      var post = owner.createPost("warm-up " + i, picture, account);
      owner.publishNow(post);
      owner.awaitStatus(post, "PUBLISHED");
    }
  }

  /**
   * An account's posts go out in order, and each begins with one container: the n-th is the n-th.
   */
  private static List<Long> lateness(Sandbox sandbox, Map<String, List<Instant>> due) {
    var millis = new ArrayList<Long>();
    due.forEach(
        (handle, times) -> {
          var calls = sandbox.requests("container", handle);
          assertThat(calls).hasSameSizeAs(times);
          for (int i = 0; i < times.size(); i++) {
            millis.add(Duration.between(times.get(i), calls.get(i).arrivedAt()).toMillis());
          }
        });
    millis.sort(null);
    return millis;
  }

  private static void report(List<Long> millis) throws IOException {
    var result = new LinkedHashMap<String, Object>();
    result.put("measured", "due to first platform call, ms");
    result.put("posts", POSTS);
    result.put("over_seconds", SPAN.toSeconds());
    result.put("p50", Measurement.percentile(millis, 50));
    result.put("p90", Measurement.percentile(millis, 90));
    result.put("p99", Measurement.percentile(millis, 99));
    result.put("max", millis.getLast());
    result.put("earliest", millis.getFirst());
    Measurement.keep("lateness", result);
  }
}
