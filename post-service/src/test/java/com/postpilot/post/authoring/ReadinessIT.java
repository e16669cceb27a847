package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.TestIdentity;
import com.postpilot.post.PostServiceIT;
import com.postpilot.post.TestVideos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What platforms will refuse is told when somebody asks, and refused when it is scheduled. */
class ReadinessIT extends PostServiceIT {
  private static final String AGREED = "2026-11-20T12:00:00Z";
  private static final String AGAIN = "2026-11-20T12:05:00Z";

  final UUID instagram = shop.instagram();
  final UUID facebook = ACCOUNTS.connected(shop.id, "FACEBOOK");
  final UUID tiktok = ACCOUNTS.connected(shop.id, "TIKTOK");

  /** It suits all three. */
  UUID picture;

  @BeforeEach
  void picture() {
    picture = shop.picture();
  }

  @Test
  void aPostThatFitsIsReadyAndNothingIsStored() {
    long posts = count("select count(*) from post");

    var reply = validate(json("Hello", List.of(picture), target(instagram), target(facebook)));

    assertThat(reply.body().get("status").asString()).isEqualTo("ready");
    assertThat(reply.body().get("findings").isEmpty()).isTrue();
    assertThat(reply.body().get("targets").size()).isEqualTo(2);
    assertThat(count("select count(*) from post")).isEqualTo(posts);
    assertThat(count("select count(*) from usage where workspace_id = '" + shop.id + "'")).isZero();
  }

  @Test
  void aCarouselWithOneBadPictureIsBlockedAndThePictureIsNamed() {
    var wide = shop.upload(jpeg(1200, 400), "image/jpeg").is(200).id();
    var json = json("Look", List.of(picture, shop.picture(), wide), target(instagram));

    var reply = validate(json);

    assertThat(reply.body().get("status").asString()).isEqualTo("blocked");
    var finding = reply.body().get("findings").get(0);
    assertThat(finding.get("code").asString()).isEqualTo("ratio_not_taken");
    assertThat(finding.get("severity").asString()).isEqualTo("blocked");
    assertThat(finding.get("field").asString()).isEqualTo("media[2]");
    assertThat(finding.get("account_id").asString()).isEqualTo(instagram.toString());
    assertThat(finding.get("platform").asString()).isEqualTo("INSTAGRAM");
    assertThat(finding.get("limit").asString()).isEqualTo("0.8 to 1.91");
    assertThat(finding.get("actual").asString()).isEqualTo("3.00");
    assertThat(finding.get("remedy").asString()).isNotBlank();
    assertThat(shop.schedule(shop.post("/posts", json).is(201).id(), inHours(1)).is(422).field())
        .isEqualTo("media[2]");
  }

  @Test
  void whatStandsBehindAUrlIsLookedAtAndNotKept() {
    var wide = shop.upload(jpeg(1200, 400), "image/jpeg").is(200).body().get("url").asString();
    long media = count("select count(*) from media");

    var reply =
        validate(
            "{\"caption\": \"x\", \"media\": [{\"url\": \"%s\"}], \"targets\": [%s]}"
                .formatted(wide, target(instagram)));

    assertThat(codes(reply)).containsExactly("ratio_not_taken");
    assertThat(reply.body().get("findings").get(0).get("field").asString()).isEqualTo("media[0]");
    assertThat(count("select count(*) from media")).isEqualTo(media);
  }

  @Test
  void aVideoIsMeasuredAgainstEachPlatform() {
    var video = shop.upload(TestVideos.mp4(96, 160, 50, 25), "video/mp4").is(200).id();

    var reply = validate(json("Watch", List.of(video), target(instagram), target(facebook)));

    assertThat(codes(reply))
        .containsExactly(
            "video_not_plain",
            "video_duration",
            "video_duration",
            "video_width",
            "video_height",
            "ratio_not_taken");
  }

  @Test
  void everythingIsToldAtOnceForEveryAccount() {
    var reply = validate(json("x".repeat(2_300), List.of(), target(instagram), target(tiktok)));

    assertThat(codes(reply))
        .containsExactlyInAnyOrder(
            "text_too_long",
            "media_missing",
            "media_missing",
            "privacy_missing",
            "consent_missing");
    assertThat(reply.body().get("targets").get(0).get("status").asString()).isEqualTo("blocked");
  }

  @Test
  void aBlockedPostIsNeitherScheduledNorPublishedAndAllReasonsAreGiven() {
    var post = create(json("Hi", List.of(), target(instagram), target(tiktok)));

    for (var refused :
        List.of(
            shop.schedule(post, inHours(1)),
            shop.post("/posts/" + post + "/publish", "{}"),
            shop.post(
                "/posts",
                scheduled(json("Hi", List.of(), target(instagram), target(tiktok)), inHours(1))))) {
      assertThat(refused.is(422).code()).isEqualTo("validation_failed");
      var fields = new ArrayList<String>();
      refused
          .body()
          .get("errors")
          .forEach(
              error ->
                  fields.add(error.get("field").asString() + " " + error.get("code").asString()));
      assertThat(fields)
          .containsExactlyInAnyOrder(
              "media media_missing",
              "media media_missing",
              "targets[1].options.privacy_level privacy_missing",
              "targets[1].options.consent_at consent_missing");
      assertThat(refused.body().get("findings").size()).isEqualTo(4);
    }
    assertThat(shop.status(post)).isEqualTo("DRAFT");
  }

  @Test
  void aPostTellsHowReadyEachOfItsTargetsIs() {
    var post = create(json("Hi", List.of(picture), target(instagram), target(tiktok)));

    var readiness = shop.get("/posts/" + post + "/readiness").is(200).body();

    assertThat(readiness.get("status").asString()).isEqualTo("blocked");
    var targets = readiness.get("targets");
    assertThat(targets.get(0).get("status").asString()).isEqualTo("ready");
    assertThat(targets.get(1).get("status").asString()).isEqualTo("blocked");
    assertThat(readiness.get("findings").get(0).get("target_id"))
        .isEqualTo(targets.get(1).get("target_id"));
    assertThat(targets.get(1).get("target_id").asString())
        .isEqualTo(shop.read(post).body().get("targets").get(1).get("id").asString());
  }

  @Test
  void aScheduledPostMustStayReady() {
    var post = create(json("Hi", List.of(picture), chosen("PUBLIC_TO_EVERYONE")));
    shop.schedule(post, inHours(1)).is(200);

    var refused =
        shop.patch(post, "{\"targets\": [" + chosen("MUTUAL_FOLLOW_FRIENDS", AGAIN) + "]}").is(422);

    assertThat(refused.field()).isEqualTo("targets[0].options.privacy_level");
    assertThat(refused.body().get("errors").get(0).get("code").asString())
        .isEqualTo("privacy_not_offered");
    shop.patch(post, "{\"targets\": [" + chosen("SELF_ONLY", AGAIN) + "]}").is(200);
    assertThat(shop.status(post)).isEqualTo("SCHEDULED");
  }

  @Test
  void whatTheCreatorAllowsIsAskedOfThePlatform() {
    ACCOUNTS.limits(
        tiktok,
        """
        {"quota": null, "creator": {"nickname": "Shop", "privacy_level_options": ["SELF_ONLY"],
          "comment_disabled": true, "duet_disabled": true, "stitch_disabled": true,
          "max_video_duration_seconds": 60, "can_post": true, "reason": null}}""");
    var json =
        json(
            "Hi",
            List.of(picture),
            """
            {"account_id": "%s", "options": {"privacy_level": "PUBLIC_TO_EVERYONE",
             "disable_comment": false, "consent_at": "2026-11-20T12:00:00Z"}}"""
                .formatted(tiktok));

    assertThat(codes(validate(json)))
        .containsExactly("privacy_not_offered", "interaction_disabled");
  }

  @Test
  void aCreatorWhoCannotPostNowIsToldAndNothingElseIsConcludedFromThat() {
    ACCOUNTS.limits(
        tiktok,
        """
        {"quota": null, "creator": {"nickname": null, "privacy_level_options": [],
          "comment_disabled": false, "duet_disabled": false, "stitch_disabled": false,
          "max_video_duration_seconds": null, "can_post": false,
          "reason": "spam_risk_too_many_posts"}}""");
    var json = json("Hi", List.of(picture), chosen("SELF_ONLY"));

    assertThat(codes(validate(json))).containsExactly("creator_cannot_post");
    assertThat(codes(validate(scheduled(json, inHours(48)))))
        .containsExactly("creator_cannot_post_now");
  }

  @Test
  void whatCannotBeAskedIsSaidAndNothingIsInvented() {
    ACCOUNTS.silent(tiktok);
    var post = create(json("Hi", List.of(picture), chosen("FOLLOWER_OF_CREATOR")));

    var readiness = shop.get("/posts/" + post + "/readiness").is(200);

    assertThat(readiness.body().get("status").asString()).isEqualTo("warnings");
    assertThat(codes(readiness)).containsExactly("platform_not_asked");
    shop.schedule(post, inHours(1)).is(200);
  }

  @Test
  void withoutAccountServiceAStoredPostIsStillJudgedByWhatIsKnown() {
    var post = create(json("Hi", List.of(), target(instagram)));
    ACCOUNTS.down(true);
    try {
      assertThat(codes(shop.get("/posts/" + post + "/readiness").is(200)))
          .containsExactly("platform_not_asked", "media_missing");
      assertThat(
              shop.post("/posts/validate", json("Hi", List.of(picture), target(instagram)))
                  .is(503)
                  .code())
          .isEqualTo("dependency_unavailable");
    } finally {
      ACCOUNTS.down(false);
    }
  }

  @Test
  void aConnectionThatEndsBeforeThePostIsDueIsForeseen() {
    var end = inHours(24);
    ACCOUNTS.ends(instagram, end);
    var late = create(json("late", List.of(picture), target(instagram)));
    shop.schedule(late, inHours(48)).is(200);
    var early = create(json("early", List.of(picture), target(instagram)));
    shop.schedule(early, inHours(12)).is(200);

    var readiness = shop.get("/posts/" + late + "/readiness").is(200);

    assertThat(readiness.body().get("status").asString()).isEqualTo("warnings");
    var finding = readiness.body().get("findings").get(0);
    assertThat(finding.get("code").asString()).isEqualTo("connection_ends_before_due");
    assertThat(finding.get("limit").asString()).isEqualTo(end.toString());
    assertThat(codes(shop.get("/posts/" + early + "/readiness").is(200))).isEmpty();
  }

  @Test
  void aQuotaThatIsUsedUpIsWarnedOfWhileItLasts() {
    ACCOUNTS.limits(
        instagram,
        "{\"quota\": {\"used\": 50, \"total\": 50, \"window_seconds\": 86400}, \"creator\": null}");
    var json = json("Hi", List.of(picture), target(instagram));

    assertThat(codes(validate(json))).containsExactly("quota_used_up");
    assertThat(codes(validate(scheduled(json, inHours(48))))).isEmpty();
  }

  @Test
  void anAccountThatIsNotConnectedBlocks() {
    var gone = ACCOUNTS.add(shop.id, "INSTAGRAM", "DISCONNECTED", null);
    var weak = ACCOUNTS.add(shop.id, "INSTAGRAM", "CONNECTED", "NEEDS_REAUTH");
    var restricted = ACCOUNTS.add(shop.id, "INSTAGRAM", "CONNECTED", "RESTRICTED");

    var reply =
        validate(json("Hi", List.of(picture), target(gone), target(weak), target(restricted)));

    assertThat(codes(reply))
        .containsExactly("account_disconnected", "account_disconnected", "account_restricted");
  }

  @Test
  void whoAgreedToTikToksTermsAndWhenIsRecorded() {
    var editor = UUID.randomUUID();
    var token = TestIdentity.instance().token(editor, shop.id, "EDITOR");
    var post =
        request(
                token,
                "POST",
                "/posts",
                json("Hi", List.of(picture), chosen("SELF_ONLY")),
                Map.of())
            .is(201)
            .id();
    shop.patch(post, "{\"targets\": [" + chosen("SELF_ONLY") + "]}").is(200);

    assertThat(
            count(
                "select count(*) from post_target where post_id = '%s' and consent_by = '%s' and consent_at = '2026-11-20T12:00:00Z'"
                    .formatted(post, editor)))
        .as("who agreed first, whoever edits")
        .isOne();
    assertThat(shop.timeline(post)).containsOnlyOnce("consent_given");

    shop.patch(post, "{\"targets\": [" + target(tiktok) + "]}").is(200);
    assertThat(
            count(
                "select count(*) from post_target where post_id = '%s' and consent_at is null and consent_by is null"
                    .formatted(post)))
        .isOne();
  }

  /** Each of these is another post than the one that somebody agreed to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'caption': 'Ho'",
        "'hashtags': ['new']",
        "'media': [{'id': 'P'}]",
        "'targets': [{'account_id': 'T', 'options': {'privacy_level': 'PUBLIC_TO_EVERYONE', 'consent_at': 'C'}}]",
        "'targets': [{'account_id': 'T', 'caption': 'own', 'options': {'privacy_level': 'SELF_ONLY', 'consent_at': 'C'}}]",
        "'targets': [{'account_id': 'T', 'media': [{'id': 'P'}], 'options': {'privacy_level': 'SELF_ONLY', 'consent_at': 'C'}}]"
      })
  void aConsentIsToThePostAsItWasAndAskedForAgainWhenItIsChanged(String change) {
    var post = create(json("Hi", List.of(picture), chosen("SELF_ONLY")));
    var other = shop.upload(jpeg(1000, 1000), "image/jpeg").is(200).id();
    var edit =
        "{%s}"
            .formatted(change)
            .replace('\'', '"')
            .replace("\"P\"", "\"" + other + "\"")
            .replace("\"T\"", "\"" + tiktok + "\"")
            .replace("\"C\"", "\"" + AGREED + "\"");

    shop.patch(post, edit).is(200);

    var readiness = shop.get("/posts/" + post + "/readiness").is(200);
    assertThat(codes(readiness)).containsExactly("consent_outdated");
    assertThat(readiness.body().get("findings").get(0).get("field").asString())
        .isEqualTo("targets[0].options.consent_at");
    assertThat(shop.timeline(post)).containsOnlyOnce("consent_void");
    for (var refused :
        List.of(shop.schedule(post, inHours(1)), shop.post("/posts/" + post + "/publish", "{}"))) {
      assertThat(refused.is(422).body().get("errors").get(0).get("code").asString())
          .isEqualTo("consent_outdated");
    }

    shop.patch(post, "{\"targets\": [" + chosen("SELF_ONLY", AGAIN) + "]}").is(200);
    shop.schedule(post, inHours(1)).is(200);
  }

  @Test
  void aScheduledPostIsOnlyChangedTogetherWithItsConsent() {
    var post = create(json("Hi", List.of(picture), chosen("SELF_ONLY")));
    shop.schedule(post, inHours(1)).is(200);
    var change = "{\"caption\": \"Ho\", \"targets\": [%s]}";

    assertThat(shop.patch(post, "{\"caption\": \"Ho\"}").is(422).field())
        .isEqualTo("targets[0].options.consent_at");
    shop.patch(post, change.formatted(chosen("SELF_ONLY"))).is(422);
    assertThat(shop.read(post).body().get("caption").asString()).isEqualTo("Hi");

    shop.patch(post, change.formatted(chosen("SELF_ONLY", AGAIN))).is(200);
    assertThat(shop.status(post)).isEqualTo("SCHEDULED");
    assertThat(codes(shop.get("/posts/" + post + "/readiness").is(200))).isEmpty();
  }

  @Test
  void whatIsTakenBackIsThePostThatWasAgreedTo() {
    var post = create(json("Hi", List.of(picture), chosen("SELF_ONLY")));

    shop.patch(post, "{\"caption\": \"Ho\"}").is(200);
    shop.patch(post, "{\"caption\": \"Hi\"}").is(200);

    shop.schedule(post, inHours(1)).is(200);
  }

  /** What the platform has not counted yet, because it is to come, takes its place too. */
  @Test
  void whatIsPlannedForAnAccountCountsAgainstItsQuota() {
    ACCOUNTS.limits(
        instagram,
        "{\"quota\": {\"used\": 48, \"total\": 50, \"window_seconds\": 86400}, \"creator\": null}");
    var due = inHours(5);
    var json = scheduled(json("Hi", List.of(picture), target(instagram)), due);
    create(json);
    assertThat(codes(validate(json))).isEmpty();
    var second = create(scheduled(json("Hi", List.of(picture), target(instagram)), inHours(4)));

    var finding = validate(json).body().get("findings").get(0);
    assertThat(finding.get("code").asString()).isEqualTo("quota_used_up");
    assertThat(finding.get("severity").asString()).isEqualTo("warning");
    assertThat(finding.get("limit").asLong()).isEqualTo(50);
    assertThat(finding.get("actual").asLong()).isEqualTo(50);
    assertThat(finding.get("remedy").asString()).contains(" or later, when a slot is free.");
    assertThat(codes(shop.get("/posts/" + second + "/readiness").is(200)))
        .as("it does not stand in its own way")
        .isEmpty();
    assertThat(codes(validate(json.replace(due.toString(), inHours(40).toString())))).isEmpty();
  }

  @Test
  void whatIsOutCountsWherePlatformsTellNothing() {
    for (int i = 0; i < 15; i++) {
      shop.post("/posts", json("Hi", List.of(picture), chosen("SELF_ONLY"))).is(201);
    }
    execute(
        """
        update post_target set state = 'PUBLISHED',
          published_at = now() - interval '1 hour'
        where account_id = '%s'"""
            .formatted(tiktok));
    var json = json("Hi", List.of(picture), chosen("SELF_ONLY"));

    var finding = validate(json).body().get("findings").get(0);
    assertThat(finding.get("code").asString()).isEqualTo("quota_used_up");
    assertThat(finding.get("limit").asLong()).isEqualTo(15);
    assertThat(codes(validate(scheduled(json, inHours(24))))).isEmpty();
  }

  @Test
  void aViewerMaySeeButNotValidate() {
    var post = create(json("Hi", List.of(picture), target(instagram)));
    var viewer = TestIdentity.instance().token(UUID.randomUUID(), shop.id, "VIEWER");

    request(viewer, "GET", "/posts/" + post + "/readiness", null, Map.of()).is(200);
    assertThat(
            request(
                    viewer,
                    "POST",
                    "/posts/validate",
                    json("x", List.of(), target(instagram)),
                    Map.of())
                .is(403)
                .code())
        .isEqualTo("role_required");
  }

  private Reply validate(String json) {
    return shop.post("/posts/validate", json).is(200);
  }

  private UUID create(String json) {
    return shop.post("/posts", json).is(201).id();
  }

  private static List<String> codes(Reply reply) {
    var codes = new ArrayList<String>();
    reply.body().get("findings").forEach(finding -> codes.add(finding.get("code").asString()));
    return codes;
  }

  private static String target(UUID account) {
    return "{\"account_id\": \"" + account + "\"}";
  }

  private String chosen(String privacy) {
    return chosen(privacy, AGREED);
  }

  private String chosen(String privacy, String consentAt) {
    return """
        {"account_id": "%s", "options": {"privacy_level": "%s", "consent_at": "%s"}}"""
        .formatted(tiktok, privacy, consentAt);
  }

  private static String scheduled(String json, Instant at) {
    return json.replaceFirst("\\{", "{\"schedule\": {\"scheduled_at\": \"" + at + "\"},");
  }

  private static String json(String caption, List<UUID> media, String... targets) {
    return "{\"caption\": \"%s\", \"media\": [%s], \"targets\": [%s]}"
        .formatted(
            caption,
            String.join(",", media.stream().map(id -> "{\"id\": \"" + id + "\"}").toList()),
            String.join(",", targets));
  }
}
