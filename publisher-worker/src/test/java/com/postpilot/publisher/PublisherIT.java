package com.postpilot.publisher;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The worker on real PostgreSQL and Kafka, with short delays; all tests of it share one. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=publisher-worker",
      "postpilot.publisher.consistency-delay=1s",
      "postpilot.publisher.unconfirmed-after=2s",
      "postpilot.publisher.call-timeout=2s",
      "postpilot.publisher.lease=3s",
    })
@ContextConfiguration(initializers = TestInfrastructure.class)
public abstract class PublisherIT {
  protected static final FakeInstagram INSTAGRAM = new FakeInstagram();

  @DynamicPropertySource
  static void environment(DynamicPropertyRegistry properties) {
    properties.add("POSTPILOT_ACCOUNT_URL", INSTAGRAM::url);
    properties.add("POSTPILOT_INSTAGRAM_GRAPH_BASE_URL", INSTAGRAM::url);
    properties.add("POSTPILOT_S3_ACCESS_KEY", () -> "key");
    properties.add("POSTPILOT_S3_SECRET_KEY", () -> "secret");
  }

  /** A delivery of a new target of an account of its own. */
  protected static PostDue due(String text, String... keys) {
    return due("178414-" + UUID.randomUUID(), Instant.now(), text, keys);
  }

  protected static PostDue due(String externalAccount, Instant at, String text, String... keys) {
    return new PostDue(
        Ids.next(),
        Ids.next(),
        Ids.next(),
        Ids.next(),
        UUID.nameUUIDFromBytes(externalAccount.getBytes(StandardCharsets.UTF_8)),
        externalAccount,
        Platform.INSTAGRAM,
        at,
        at.plus(Duration.ofHours(1)),
        text,
        List.of(keys.length == 0 ? new String[] {"picture.jpg"} : keys).stream()
            .map(
                key ->
                    new PostDue.Media(
                        key, "sha-of-" + key, MediaKind.IMAGE, "image/jpeg", 1, null, null))
            .toList(),
        Map.of(),
        "hash of " + text,
        at);
  }
}
