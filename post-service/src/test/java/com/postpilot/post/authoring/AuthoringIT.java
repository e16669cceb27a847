package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.TestIdentity;
import com.postpilot.post.PostServiceIT;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AuthoringIT extends PostServiceIT {
  final UUID account = shop.instagram();

  @Test
  void aPatchChangesWhatItNamesClearsWhatIsNullAndKeepsTheRest() {
    var picture = shop.picture();
    var post =
        shop.post(
                "/posts",
                """
                {"caption": "a", "hashtags": ["x"], "media": [{"id": "%s"}],
                 "targets": [{"account_id": "%s", "caption": "own", "options": {"kind": "FEED"}}]}"""
                    .formatted(picture, account))
            .is(201)
            .id();
    var target = shop.targetId(post);

    var changed = shop.patch(post, "{\"caption\": \"b\"}").is(200);
    assertThat(changed.eTag()).isEqualTo("\"2\"");
    assertThat(changed.body().get("caption").asString()).isEqualTo("b");
    assertThat(changed.body().get("hashtags").size()).isOne();

    var cleared =
        shop.patch(post, "{\"hashtags\": null, \"caption\": null, \"media\": null}").is(200);
    assertThat(cleared.body().get("hashtags").isEmpty()).isTrue();
    assertThat(cleared.body().get("caption").asString()).isEmpty();
    assertThat(cleared.body().get("media").isEmpty()).isTrue();

    var second = shop.instagram();
    var retargeted =
        shop.patch(
                post,
                "{\"targets\": [{\"account_id\": \"%s\"}, {\"account_id\": \"%s\"}]}"
                    .formatted(second, account))
            .is(200)
            .body()
            .get("targets");
    assertThat(retargeted.size()).isEqualTo(2);
    assertThat(retargeted.get(0).get("account_id").asString()).isEqualTo(second.toString());
    assertThat(retargeted.get(1).get("id").asString())
        .as("the same target")
        .isEqualTo(target.toString());
    assertThat(retargeted.get(1).get("caption").isNull()).isTrue();
    assertThat(retargeted.get(1).get("options").isEmpty()).isTrue();
  }

  @Test
  void aPatchNeverMovesTime() {
    var post = shop.scheduled("still", account, inHours(2));
    var before = shop.read(post).body().get("schedule");

    assertThat(
            shop.patch(post, "{\"schedule\": {\"scheduled_at\": \"%s\"}}".formatted(inHours(3)))
                .is(422)
                .field())
        .isEqualTo("schedule");
    shop.patch(post, "{\"caption\": \"moved?\"}").is(200);

    assertThat(shop.read(post).body().get("schedule")).isEqualTo(before);
    assertThat(shop.status(post)).isEqualTo("SCHEDULED");
  }

  @Test
  void anAccountAddedToAScheduledPostIsScheduledAndOneRemovedIsNot() {
    var post = shop.scheduled("join", account, inHours(2));
    var second = shop.instagram();
    shop.patch(
            post,
            "{\"targets\": [{\"account_id\": \"%s\"}, {\"account_id\": \"%s\"}]}"
                .formatted(account, second))
        .is(200);
    assertThat(due(post)).isEqualTo(2);

    shop.patch(post, "{\"targets\": [{\"account_id\": \"%s\"}]}".formatted(second)).is(200);
    assertThat(due(post)).isEqualTo(1);
    assertThat(
            count(
                "select count(*) from due d where not exists (select from post_target t where t.id = d.target_id)"))
        .as("no row without its target")
        .isZero();
  }

  @Test
  void aScheduledPostMustStayOneThatCanBePublished() {
    var post = shop.scheduled("picture", account, inHours(2));

    assertThat(shop.patch(post, "{\"media\": []}").is(422).field()).isEqualTo("media");
    assertThat(
            shop.patch(post, "{\"caption\": \"%s\"}".formatted("x".repeat(2_201))).is(422).field())
        .isEqualTo("caption");

    assertThat(shop.read(post).body().get("media").size()).isOne();
    assertThat(due(post)).isOne();
  }

  @Test
  void whatInstagramCannotTakeIsNotScheduled() {
    var post =
        shop.post(
                "/posts",
                "{\"caption\": \"no picture\", \"targets\": [{\"account_id\": \"%s\"}]}"
                    .formatted(account))
            .is(201)
            .id();

    assertThat(shop.schedule(post, inHours(1)).is(422).field()).isEqualTo("media");
    assertThat(shop.status(post)).isEqualTo("DRAFT");
  }

  @Test
  void ifMatchGuardsAgainstChangesUnseen() {
    var post = shop.draft("versions", account);
    var seen = shop.read(post).eTag();
    assertThat(seen).isEqualTo("\"1\"");

    assertThat(with(seen, "PATCH", "/posts/" + post, "{\"caption\": \"1\"}").is(200).eTag())
        .isEqualTo("\"2\"");
    for (var stale :
        new Reply[] {
          with(seen, "PATCH", "/posts/" + post, "{\"caption\": \"2\"}"),
          with(seen, "POST", "/posts/" + post + "/schedule", schedule(inHours(1))),
          with(seen, "POST", "/posts/" + post + "/publish", "{}"),
          with("nonsense", "POST", "/posts/" + post + "/schedule", schedule(inHours(1))),
          with(seen, "DELETE", "/posts/" + post, null)
        }) {
      assertThat(stale.is(412).code()).isEqualTo("version_mismatch");
    }
    with("\"2\"", "POST", "/posts/" + post + "/schedule", schedule(inHours(1))).is(200);
    with("\"1\", \"3\"", "POST", "/posts/" + post + "/unschedule", "{}").is(200);
    with("*", "DELETE", "/posts/" + post, null).is(204);
    shop.get("/posts/" + post).is(404);
  }

  @Test
  void aWallTimeIsKeptBesideItsInstant() {
    var post = shop.draft("wall", account);

    var schedule =
        shop.post(
                "/posts/" + post + "/schedule",
                "{\"schedule\": {\"local_time\": \"2040-07-01T09:30\", \"timezone\": \"Europe/Berlin\"}}")
            .is(200)
            .body()
            .get("schedule");

    assertThat(schedule.get("scheduled_at").asString()).isEqualTo("2040-07-01T07:30:00Z");
    assertThat(schedule.get("local_time").asString()).startsWith("2040-07-01T09:30");
    assertThat(schedule.get("timezone").asString()).isEqualTo("Europe/Berlin");
    assertThat(schedule.get("timezone_note").isNull()).isTrue();
    assertThat(shop.read(post).body().get("schedule")).isEqualTo(schedule);
    assertThat(
            count(
                "select count(*) from post where id = '%s' and local_time = timestamp '2040-07-01 09:30' and scheduled_at = '2040-07-01T07:30:00Z'"
                    .formatted(post)))
        .isOne();
  }

  @Test
  void theClocksAreUnderstood() {
    var post = shop.draft("clocks", account);

    var gap = local(post, "2040-03-25T02:30", "Europe/Berlin").is(422);
    assertThat(gap.code()).isEqualTo("time_in_gap");
    assertThat(gap.field()).isEqualTo("schedule.local_time");
    JsonNode proposal = gap.body().get("proposal");
    assertThat(proposal.get("scheduled_at").asString()).isEqualTo("2040-03-25T01:30:00Z");
    assertThat(proposal.get("local_time").asString()).startsWith("2040-03-25T03:30");

    var overlap = local(post, "2040-10-28T02:30", "Europe/Berlin").is(200).body().get("schedule");
    assertThat(overlap.get("scheduled_at").asString()).isEqualTo("2040-10-28T00:30:00Z");
    assertThat(overlap.get("timezone_note").asString()).contains("earlier");
  }

  @Test
  void whatIsNoTimeIsRefusedByName() {
    var post = shop.draft("refused", account);

    assertThat(shop.schedule(post, Instant.now().minusSeconds(1)).is(422).code())
        .isEqualTo("due_in_past");
    assertThat(refused(post, "{\"auto\": true}")).isEqualTo("schedule.auto");
    assertThat(refused(post, "{}")).isEqualTo("schedule.scheduled_at");
    assertThat(refused(post, "{\"local_time\": \"2040-01-01T10:00\"}"))
        .isEqualTo("schedule.timezone");
    assertThat(
            refused(post, "{\"local_time\": \"2040-01-01T10:00\", \"timezone\": \"Mars/Olympus\"}"))
        .isEqualTo("schedule.timezone");
    assertThat(refused(post, "{\"local_time\": \"2040-01-01T10:00\", \"timezone\": \"+02:00\"}"))
        .isEqualTo("schedule.timezone");
    assertThat(refused(post, "{\"local_time\": \"tomorrow\", \"timezone\": \"UTC\"}"))
        .isEqualTo("schedule.local_time");
    assertThat(
            refused(
                post,
                "{\"scheduled_at\": \"2040-01-01T10:00:00Z\", \"local_time\": \"2040-01-01T10:00\"}"))
        .isEqualTo("schedule.local_time");
    assertThat(refused(post, "{\"scheduled_at\": \"2040-01-01\"}"))
        .isEqualTo("schedule.scheduled_at");
    assertThat(refused(post, "null")).isEqualTo("schedule");
    assertThat(shop.status(post)).isEqualTo("DRAFT");
  }

  @Test
  void aPostCanBeScheduledAsItIsCreatedAndTakenOffAgain() {
    var at = inHours(4);
    var created =
        shop.post(
                "/posts",
                """
                {"caption": "at once", "media": [{"id": "%s"}], "targets": [{"account_id": "%s"}],
                 "schedule": {"scheduled_at": "%s"}}"""
                    .formatted(shop.picture(), account, at))
            .is(201);
    assertThat(created.body().get("status").asString()).isEqualTo("SCHEDULED");
    assertThat(due(created.id())).isOne();

    var moved = shop.schedule(created.id(), at.plusSeconds(60)).is(200);
    assertThat(moved.body().get("schedule").get("scheduled_at").asString())
        .isEqualTo(at.plusSeconds(60).toString());

    var draft = shop.post("/posts/" + created.id() + "/unschedule", "{}").is(200);
    assertThat(draft.body().get("status").asString()).isEqualTo("DRAFT");
    assertThat(draft.body().get("schedule").isNull()).isTrue();
    assertThat(due(created.id())).isZero();
    assertThat(shop.post("/posts/" + created.id() + "/unschedule", "{}").is(409).code())
        .isEqualTo("state_conflict");
    assertThat(shop.timeline(created.id()))
        .containsExactly("created", "scheduled", "rescheduled", "unscheduled");
  }

  @Test
  void aDisconnectedAccountTakesDraftsButNoSchedule() {
    var gone = ACCOUNTS.add(shop.id, "INSTAGRAM", "DISCONNECTED", null);
    var post = shop.draft("for later", gone);

    assertThat(shop.schedule(post, inHours(1)).is(409).code()).isEqualTo("account_disconnected");
    var weak = ACCOUNTS.add(shop.id, "INSTAGRAM", "CONNECTED", "NEEDS_REAUTH");
    assertThat(
            shop.post(
                    "/posts",
                    """
                    {"caption": "x", "media": [{"id": "%s"}], "targets": [{"account_id": "%s"}],
                     "schedule": {"scheduled_at": "%s"}}"""
                        .formatted(shop.picture(), weak, inHours(1)))
                .is(409)
                .code())
        .isEqualTo("account_disconnected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIEWER", "APPROVER"})
  void readersMayNotWrite(String role) {
    var post = shop.draft("roles", account);
    var token = TestIdentity.instance().token(UUID.randomUUID(), shop.id, role);
    for (var call :
        new String[][] {
          {"POST", "/posts", draftJson("x", account, UUID.randomUUID())},
          {"PATCH", "/posts/" + post, "{}"},
          {"DELETE", "/posts/" + post, null},
          {"POST", "/posts/" + post + "/schedule", schedule(inHours(1))},
          {"POST", "/posts/" + post + "/unschedule", "{}"},
          {"POST", "/posts/" + post + "/publish", "{}"},
          {"POST", "/posts/" + post + "/retry", "{}"},
          {
            "POST",
            "/media/uploads",
            "{\"filename\": \"a\", \"content_type\": \"image/png\", \"size\": 1}"
          },
          {"POST", "/media/from-url", "{\"url\": \"http://example.com/a.png\"}"},
        }) {
      assertThat(request(token, call[0], call[1], call[2], Map.of()).is(403).code())
          .isEqualTo("role_required");
    }
    request(token, "GET", "/posts/" + post, null, Map.of()).is(200);
    assertThat(shop.status(post)).isEqualTo("DRAFT");
  }

  private Reply with(String ifMatch, String method, String path, String json) {
    return shop.request(method, path, json, Map.of("If-Match", ifMatch));
  }

  private static String schedule(Instant at) {
    return "{\"schedule\": {\"scheduled_at\": \"%s\"}}".formatted(at);
  }

  private Reply local(UUID post, String localTime, String timezone) {
    return shop.post(
        "/posts/" + post + "/schedule",
        "{\"schedule\": {\"local_time\": \"%s\", \"timezone\": \"%s\"}}"
            .formatted(localTime, timezone));
  }

  private String refused(UUID post, String schedule) {
    return shop.post("/posts/" + post + "/schedule", "{\"schedule\": " + schedule + "}")
        .is(422)
        .field();
  }

  private static long due(UUID post) {
    return count(
        "select count(*) from due d join post_target t on t.id = d.target_id where t.post_id = '"
            + post
            + "'");
  }
}
