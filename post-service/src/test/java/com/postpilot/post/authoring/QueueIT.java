package com.postpilot.post.authoring;

import com.postpilot.common.testing.TestIdentity;
import com.postpilot.post.PostServiceIT;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;

/** What the queue asks of post-service: it acts for a user, and hands approved items over. */
abstract class QueueIT extends PostServiceIT {
  static final String APPROVED_AT = "2026-11-20T12:00:00Z";

  final UUID user = UUID.randomUUID();
  final UUID item = UUID.randomUUID();
  final UUID instagram = shop.instagram();
  final UUID facebook = ACCOUNTS.connected(shop.id, "FACEBOOK");

  UUID picture;

  @BeforeEach
  void picture() {
    picture = shop.picture();
  }

  /** A target of an item. */
  record Piece(String platform, UUID account, String caption, String hashtags, String options) {
    String checked() {
      return """
          {"platform": "%s", "caption": "%s", "hashtags": [%s], "options": %s}"""
          .formatted(platform, caption, hashtags, options);
    }

    String handedOver() {
      return """
          {"account_id": "%s", "caption": "%s", "hashtags": [%s], "options": %s}"""
          .formatted(account, caption, hashtags, options);
    }
  }

  Piece onInstagram(String caption) {
    return new Piece("INSTAGRAM", instagram, caption, "\"mug\", \"#red\"", "{}");
  }

  Piece onFacebook(String caption) {
    return new Piece("FACEBOOK", facebook, caption, "", "{}");
  }

  /** What the queue reads. */
  Reply asked(String path) {
    return internal(
        "GET",
        TestIdentity.instance().serviceToken("queue-service"),
        "/workspaces/" + shop.id + path,
        null,
        Map.of());
  }

  Reply queue(String path, String json) {
    return queue(path, json, Map.of());
  }

  Reply queue(String path, String json, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("X-Acting-User", user.toString());
    return internal(
        TestIdentity.instance().serviceToken("queue-service"),
        "/workspaces/" + shop.id + path,
        json,
        all);
  }

  Reply check(Piece... pieces) {
    return queue(
        "/posts/check",
        "{\"media\": [{\"id\": \"%s\"}], \"targets\": [%s]}"
            .formatted(
                picture,
                Arrays.stream(pieces).map(Piece::checked).collect(Collectors.joining(","))));
  }

  /** What the queue sends for pieces that somebody approved. */
  String approved(Instant at, Piece... pieces) {
    return handedOver(at, check(pieces).is(200).body().get("content_hashes").toString(), pieces);
  }

  String handedOver(Instant at, String hashes, Piece... pieces) {
    return """
        {"source": {"item_id": "%s"}, "media": [{"id": "%s"}], "targets": [%s],
         "schedule": {"scheduled_at": "%s"},
         "approval": {"by": "%s", "at": "%s", "content_hashes": %s}}"""
        .formatted(
            item,
            picture,
            Arrays.stream(pieces).map(Piece::handedOver).collect(Collectors.joining(",")),
            at,
            user,
            APPROVED_AT,
            hashes);
  }

  Reply create(String key, String json) {
    return queue("/posts", json, Map.of("Idempotency-Key", key));
  }

  /** A post of an approved item for both accounts, in some hours. */
  UUID scheduledItem() {
    return create(
            UUID.randomUUID().toString(),
            approved(inHours(3), onInstagram("A red mug"), onFacebook("A red mug, for you")))
        .is(201)
        .id();
  }

  static long due(UUID post) {
    return count(
        "select count(*) from due d join post_target t on t.id = d.target_id where t.post_id = '%s'"
            .formatted(post));
  }
}
