package com.postpilot.post.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.Topics;
import com.postpilot.post.PostServiceIT;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsIT extends PostServiceIT {

  @Test
  void aWorkspaceChoosesHowLateItsPostsMayGoOut() {
    assertThat(window(shop)).isEqualTo(60);

    choose("{\"misfire_window_minutes\": 90}").is(200);

    assertThat(window(shop)).isEqualTo(90);
    assertThat(window(new Workspace())).isEqualTo(60);
    assertThat(misfireAfterDue(shop)).isEqualTo(Duration.ofMinutes(90));
    assertThat(misfireAfterDue(new Workspace())).isEqualTo(Duration.ofMinutes(60));
    choose("{\"misfire_window_minutes\": 5}").is(200);
    assertThat(window(shop)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"misfire_window_minutes\": null}",
        "{\"misfire_window_minutes\": 4}",
        "{\"misfire_window_minutes\": 1441}",
        "{\"misfire_window_minutes\": \"60\"}",
        "{\"misfire_window_minutes\": 60.5}",
        "{\"misfire_window_minutes\": 60, \"x\": 1}",
        "[]"
      })
  void aChoiceThatIsNoneChangesNothing(String json) {
    choose(json).is(422);

    assertThat(window(shop)).isEqualTo(60);
  }

  private Reply choose(String json) {
    return shop.request("PUT", "/posts/settings", json, Map.of());
  }

  private static int window(Workspace workspace) {
    return workspace.get("/posts/settings").is(200).body().get("misfire_window_minutes").asInt();
  }

  /** As the publisher is told. */
  private Duration misfireAfterDue(Workspace workspace) {
    try (var due = KAFKA.follow(Topics.POST_DUE)) {
      var post = workspace.dueNow("due");
      var delivery = inFlight(workspace.targetId(post));
      var announced =
          await()
              .until(
                  () ->
                      due.events(PostDue.class).stream()
                          .filter(event -> event.eventId().equals(delivery))
                          .findFirst(),
                  Optional::isPresent)
              .orElseThrow();
      return Duration.between(announced.dueAt(), announced.misfireAt());
    }
  }
}
