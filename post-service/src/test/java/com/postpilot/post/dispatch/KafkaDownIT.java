package com.postpilot.post.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestIdentity;
import com.postpilot.post.PostServiceApplication;
import com.postpilot.post.PostServiceIT;
import com.postpilot.post.Surroundings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.json.JsonMapper;

/** An instance that never saw Kafka, beside the one of all tests, whose dispatcher rests. */
class KafkaDownIT extends PostServiceIT {
  @Autowired Dispatcher dispatcher;
  @Autowired Reannouncing reannouncing;

  @Test
  void withoutKafkaPostsAreStillWrittenAndScheduledAndWhatIsDueIsAnnouncedLater() throws Exception {
    var account = shop.instagram();
    var picture = shop.picture();
    dispatcher.stop();
    reannouncing.stop();
    var properties = new HashMap<>(Surroundings.properties());
    properties.put("spring.config.name", "post-service");
    properties.put("server.port", 0);
    properties.put("postpilot.post.dispatch.announce-after", "1s");
    UUID first;
    UUID later;
    try (var alone =
        new SpringApplicationBuilder(PostServiceApplication.class)
            .properties(properties)
            .registerShutdownHook(false)
            // the test broker names itself in a system property
            .run("--spring.kafka.bootstrap-servers=localhost:1")) {
      var base =
          "http://localhost:" + alone.getEnvironment().getProperty("local.server.port") + "/api/v1";
      first = create(base, account, picture);
      assertThat(send(base + "/posts/" + first + "/publish", "POST", "{}")).isEqualTo(200);
      var target = shop.targetId(first);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> alone.getBean(Announcer.class).kafkaAway());
      assertThat(
              count(
                  "select count(*) from in_flight where announced_at is null and target_id = '%s'"
                      .formatted(target)))
          .isOne();

      // While Kafka is known to be away nothing more is claimed: it can still be changed.
      later = create(base, account, picture);
      assertThat(
              send(
                  base + "/posts/" + later + "/schedule",
                  "POST",
                  "{\"schedule\": {\"scheduled_at\": \"%s\"}}"
                      .formatted(Instant.now().plusMillis(1_000))))
          .isEqualTo(200);
      var dueTarget = shop.targetId(later);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  count(
                          "select count(*) from due where due_at < now() - interval '1 second' and target_id = '%s'"
                              .formatted(dueTarget))
                      == 1);
      assertThat(send(base + "/posts/" + later, "PATCH", "{\"caption\": \"edited while away\"}"))
          .isEqualTo(200);
    } finally {
      dispatcher.start();
      reannouncing.start();
    }
    try (var announcements = KAFKA.follow(Topics.POST_DUE)) {
      var both = java.util.Set.of(first, later);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  announcements.events(PostDue.class).stream()
                          .map(PostDue::postId)
                          .filter(both::contains)
                          .distinct()
                          .count()
                      == 2);
      assertThat(announcements.events(PostDue.class))
          .filteredOn(event -> event.postId().equals(later))
          .allSatisfy(event -> assertThat(event.text()).isEqualTo("edited while away"));
    }
  }

  private UUID create(String base, UUID account, UUID picture) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                request(base + "/posts", "POST", draftJson("no kafka", account, picture)),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return UUID.fromString(JsonMapper.shared().readTree(answer.body()).get("id").asString());
  }

  private int send(String url, String method, String json) throws Exception {
    return HttpClient.newHttpClient()
        .send(request(url, method, json), BodyHandlers.discarding())
        .statusCode();
  }

  private HttpRequest request(String url, String method, String json) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + TestIdentity.instance().ownerToken(shop.id))
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(json))
        .build();
  }
}
