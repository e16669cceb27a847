package com.postpilot.publisher;

import static org.awaitility.Awaitility.await;

import com.postpilot.common.Ids;
import com.postpilot.common.content.ContentHash;
import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PublisherOutcome;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.testing.TestInfrastructure;
import com.postpilot.common.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The worker on real PostgreSQL and Kafka, with short delays; all tests of it share one. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=publisher-worker",
      "postpilot.publisher.consistency-delay=500ms",
      "postpilot.publisher.unconfirmed-after=2s",
      "postpilot.publisher.call-timeout=2s",
      "postpilot.publisher.lease=3s",
      "postpilot.publisher.longest-wait=8s",
    })
@ContextConfiguration(initializers = TestInfrastructure.class)
public abstract class PublisherIT {
  static final FakeAccounts ACCOUNTS = new FakeAccounts();
  static final FakeInstagram INSTAGRAM = new FakeInstagram();
  static final FakeFacebook FACEBOOK = new FakeFacebook();
  static final FakeTikTok TIKTOK = new FakeTikTok();
  static final FakeStore STORE = new FakeStore();

  private static TestKafka.Follower outcomes;

  @DynamicPropertySource
  static void environment(DynamicPropertyRegistry properties) {
    properties.add("POSTPILOT_ACCOUNT_URL", ACCOUNTS::url);
    properties.add("POSTPILOT_INSTAGRAM_GRAPH_BASE_URL", INSTAGRAM::url);
    properties.add("POSTPILOT_FACEBOOK_GRAPH_BASE_URL", FACEBOOK::url);
    properties.add("POSTPILOT_TIKTOK_API_BASE_URL", TIKTOK::url);
    properties.add("POSTPILOT_S3_ENDPOINT", STORE::url);
    properties.add("POSTPILOT_S3_ACCESS_KEY", () -> "key");
    properties.add("POSTPILOT_S3_SECRET_KEY", () -> "secret");
  }

  @BeforeAll
  static void follow() {
    outcomes = TestKafka.instance().follow(Topics.PUBLISHER_OUTCOME);
  }

  @AfterAll
  static void unfollow() {
    outcomes.close();
  }

  @BeforeEach
  void quietPlatforms() {
    ACCOUNTS.reset();
    INSTAGRAM.reset();
    FACEBOOK.reset();
    TIKTOK.reset();
  }

  protected static PostDue redelivered(PostDue first, String text, Instant misfireAt) {
    return redelivered(first, text, misfireAt, null);
  }

  /** After a person has looked for it in vain. */
  static PostDue foundAbsent(PostDue first) {
    return redelivered(first, first.text(), first.misfireAt(), Instant.now());
  }

  private static PostDue redelivered(
      PostDue first, String text, Instant misfireAt, @Nullable Instant absentUntil) {
    return new PostDue(
        Ids.next(),
        first.workspaceId(),
        first.postId(),
        first.targetId(),
        first.accountId(),
        first.externalAccountId(),
        first.platform(),
        first.dueAt(),
        misfireAt,
        text,
        first.media(),
        first.options(),
        absentUntil,
        hash(text, first.media(), first.options()),
        first.approvedHash(),
        Instant.now());
  }

  protected static <E extends PublisherOutcome> List<E> told(PostDue delivery, Class<E> kind) {
    return outcomes.events(PublisherOutcome.class).stream()
        .filter(outcome -> outcome.deliveryId().equals(delivery.eventId()))
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  protected static <E extends PublisherOutcome> E awaitTold(PostDue delivery, Class<E> kind) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !told(delivery, kind).isEmpty());
    return told(delivery, kind).getFirst();
  }

  /** A delivery of a new target of an account of its own. */
  protected static PostDue due(String text, String... keys) {
    return due("178414-" + UUID.randomUUID(), Instant.now(), text, keys);
  }

  protected static PostDue due(String externalAccount, Instant at, String text, String... keys) {
    var pictures = keys.length == 0 ? new String[] {"picture.jpg"} : keys;
    return due(
        Platform.INSTAGRAM,
        externalAccount,
        at,
        text,
        Map.of(),
        List.of(pictures).stream().map(PublisherIT::media).toList());
  }

  /** A delivery of a new target of an account of its own. */
  static PostDue due(
      Platform platform, String text, Map<String, Object> options, PostDue.Media... media) {
    return due(
        platform,
        platform.slug() + "-" + UUID.randomUUID(),
        Instant.now(),
        text,
        options,
        List.of(media));
  }

  static PostDue due(
      Platform platform,
      String externalAccount,
      Instant at,
      String text,
      Map<String, Object> options,
      List<PostDue.Media> media) {
    var account = UUID.nameUUIDFromBytes(externalAccount.getBytes(StandardCharsets.UTF_8));
    ACCOUNTS.know(account, externalAccount);
    return new PostDue(
        Ids.next(),
        Ids.next(),
        Ids.next(),
        Ids.next(),
        account,
        externalAccount,
        platform,
        at,
        at.plus(Duration.ofHours(1)),
        text,
        media,
        options,
        null,
        hash(text, media, options),
        null,
        at);
  }

  static String hash(String text, List<PostDue.Media> media, Map<String, Object> options) {
    return ContentHash.of(text, media.stream().map(PostDue.Media::sha256).toList(), options);
  }

  /** A picture, or a video if the key says so. */
  static PostDue.Media media(String key) {
    return key.endsWith(".mp4")
        ? new PostDue.Media(key, "sha-of-" + key, MediaKind.VIDEO, "video/mp4", 9, 5_000L, null)
        : new PostDue.Media(key, "sha-of-" + key, MediaKind.IMAGE, "image/jpeg", 1, null, null);
  }
}
