package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PostEvent;
import com.postpilot.common.contract.Topics;
import com.postpilot.post.PostServiceIT;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublishingJourneyIT extends PostServiceIT {

  @Test
  void aPostIsWrittenScheduledAnnouncedAndPublished() {
    var account = shop.instagram();
    var picture = shop.picture();
    var created =
        shop.post(
                "/posts",
                """
                {"caption": "New shoes", "hashtags": ["shoes", "#sale"],
                 "media": [{"id": "%s"}],
                 "targets": [{"account_id": "%s", "options": {"kind": "FEED"}}]}"""
                    .formatted(picture, account))
            .is(201);
    var post = created.id();
    assertThat(created.raw().headers().firstValue("Location")).hasValue("/api/v1/posts/" + post);
    assertThat(created.eTag()).isEqualTo("\"1\"");
    assertThat(created.body().get("status").asString()).isEqualTo("DRAFT");
    assertThat(created.body().get("schedule").isNull()).isTrue();
    assertThat(created.body().get("hashtags").toString()).isEqualTo("[\"shoes\",\"#sale\"]");
    assertThat(created.body().get("media").get(0).get("width").asInt()).isEqualTo(1080);

    var due = Instant.now().plusSeconds(2);
    var scheduled = shop.schedule(post, due).is(200);
    assertThat(scheduled.body().get("status").asString()).isEqualTo("SCHEDULED");
    assertThat(scheduled.eTag()).isEqualTo("\"2\"");
    var target = shop.targetId(post);

    try (var announcements = KAFKA.follow(Topics.POST_DUE)) {
      var announced =
          await()
              .atMost(Duration.ofSeconds(20))
              .until(
                  () ->
                      announcements.events(PostDue.class).stream()
                          .filter(event -> event.targetId().equals(target))
                          .toList(),
                  events -> !events.isEmpty());
      assertThat(announced).hasSize(1);
      var event = announced.getFirst();
      assertThat(event.occurredAt()).as("never early").isAfterOrEqualTo(event.dueAt());
      assertThat(event.text()).isEqualTo("New shoes\n\n#shoes #sale");
      assertThat(event.externalAccountId()).isEqualTo("ext-" + account);
      assertThat(event.accountId()).isEqualTo(account);
      assertThat(event.options()).containsEntry("kind", "FEED").hasSize(1);
      assertThat(event.misfireAt()).isEqualTo(event.dueAt().plus(Duration.ofMinutes(60)));
      assertThat(event.contentHash()).hasSize(64);
      assertThat(event.media())
          .singleElement()
          .satisfies(
              medium -> {
                assertThat(medium.kind()).isEqualTo(MediaKind.IMAGE);
                assertThat(medium.sha256()).hasSize(64);
                assertThat(medium.key()).startsWith(shop.id + "/" + picture);
              });
      assertThat(shop.status(post)).isEqualTo("DISPATCHED");
      assertThat(shop.timeline(post)).containsExactly("created", "scheduled", "dispatched");

      KAFKA.send(Outcome.of(shop.id, post, target, event.eventId()).published());
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> shop.status(post), "PUBLISHED"::equals);
    assertThat(shop.read(post).eTag()).as("an outcome is not authored").isEqualTo("\"2\"");
    assertThat(shop.timeline(post))
        .containsExactly("created", "scheduled", "dispatched", "published");
    assertThat(count("select count(*) from in_flight where target_id = '" + target + "'")).isZero();

    try (var lifecycle = KAFKA.follow(Topics.POST_LIFECYCLE)) {
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(lifecycle.events(PostEvent.PostScheduled.class))
                      .anySatisfy(
                          event -> {
                            assertThat(event.postId()).isEqualTo(post);
                            assertThat(event.targetIds()).containsExactly(target);
                          }));
    }
  }
}
