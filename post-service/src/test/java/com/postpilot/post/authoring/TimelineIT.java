package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.AccountEvent.AccountDisconnected;
import com.postpilot.common.contract.AccountEvent.AccountReconnected;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import com.postpilot.post.timeline.TimelineKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Everything that a post can live through, as its timeline tells it. */
class TimelineIT extends QueueIT {
  /** Nothing that only a program can read: constants, gaps to be filled, ids, instants. */
  private static final Pattern JARGON =
      Pattern.compile("[A-Z]{2}[A-Z_]|_|%|\\{|null|[0-9a-f]{8}-|\\dT\\d|Optional");

  @Autowired Outcomes outcomes;
  @Autowired Connections connections;

  @Test
  void everyLineIsASentenceForPeople() {
    toldOfAPersonsDecisions();
    toldOfWhatBecameOfIt();
    toldOfItsAccount();
    toldOfItsApproval();

    var told =
        texts(
            """
            select rpad(kind, 16) || text from (
              select kind, text, min(id) as first from timeline
              where workspace_id = '%s' and kind <> 'claimed' group by kind, text) line
            order by array_position(array[%s], kind), first
            """
                .formatted(shop.id, kinds("'%s'", ",")));

    assertThat(String.join("\n", told))
        .isEqualTo(
            """
            created         Written as a draft.
            created         Written as a draft, after another post.
            edited          Changed.
            consent_given   Agreed to TikTok's Music Usage Confirmation.
            consent_void    Changed after somebody agreed to TikTok's Music Usage Confirmation, which has to be agreed to again.
            approved        Approved in the queue.
            approval_void   It is not what was approved any more, and has to be approved again.
            scheduled       Scheduled for 1 January 2040 at 09:00 (New York time).
            scheduled       Added, and scheduled with the others for 1 January 2040 at 09:00 (New York time).
            scheduled       To be published at once.
            scheduled       Scheduled for 2 January 2040 at 14:00 (UTC).
            scheduled       Scheduled for 3 January 2040 at 14:00 (UTC).
            rescheduled     Moved to 2 January 2040 at 14:00 (UTC).
            unscheduled     Taken off the schedule.
            unscheduled     Taken off the schedule: nobody has approved it as it is now.
            unscheduled     Taken off the schedule: its item is being changed.
            unscheduled     Taken off the schedule. The price of the product was changed.
            dispatched      Handed over to the publisher.
            announced_again The publisher had not answered: it was told again, under the same delivery.
            held            Held: The platform refused.
            held            Held: The account was disconnected.
            held            Held: Nobody has agreed to TikTok's Music Usage Confirmation for the post as it is now.
            held            Held: It is sold out.
            held            Held: When it fell due it was not what was approved.
            resumed         The wait is over. It goes out now.
            resumed         The account is connected again. It goes out at its time.
            resumed         The product is again what was approved. It goes out at its time.
            failed          Failed: The picture is too wide.
            retried         Retried: due now.
            retried         Confirmed as absent by a person: due now.
            published       Confirmed as published by a person.
            published       An earlier delivery turned out to be published.
            details         The platform told where it is.
            deleted         Deleted.""");
    assertThat(told)
        .allSatisfy(
            line -> assertThat(line.substring(16).replace("UTC", "")).doesNotContainPattern(JARGON))
        .allSatisfy(line -> assertThat(line.substring(16)).matches("[A-Z].*\\."));
    for (var kind : TimelineKind.values()) {
      assertThat(told).anyMatch(line -> line.startsWith(wire(kind)));
    }
  }

  private void toldOfItsApproval() {
    var at = Instant.parse("2040-01-03T14:00:00Z");
    var post = create("item", approved(at, onInstagram("A red mug"))).is(201).id();
    queue(
            "/posts/" + post + "/hold",
            "{\"reason\": \"PRODUCT_CHANGED\", \"detail\": \"It is sold out.\"}")
        .is(200);
    queue("/posts/" + post + "/resume", null).is(200);
    shop.patch(post, "{\"caption\": \"A blue mug\"}").is(200);
    var another = create("another", approved(at, onInstagram("A red mug"))).is(201).id();
    var target = shop.targetId(another);
    execute("update post_target set rendered_text = 'x' where id = '" + target + "'");
    execute("update due set due_at = now() where target_id = '" + target + "'");
    await().atMost(Duration.ofSeconds(15)).until(() -> shop.status(another).equals("HELD"));
    var edited = create("edited", approved(at, onInstagram("A red mug"))).is(201).id();
    queue("/posts/" + edited + "/unschedule", null).is(200);
    var withdrawn = create("withdrawn", approved(at, onInstagram("A red mug"))).is(201).id();
    queue(
            "/posts/" + withdrawn + "/withdraw",
            "{\"detail\": \"The price of the product was changed.\"}")
        .is(200);
  }

  private void toldOfAPersonsDecisions() {
    var tiktok = ACCOUNTS.connected(shop.id, "TIKTOK");
    var post =
        shop.post(
                "/posts",
                """
                {"caption": "one", "media": [{"id": "%s"}], "targets": [%s]}"""
                    .formatted(shop.picture(), agreed(tiktok, 1)))
            .is(201)
            .id();
    shop.patch(post, "{\"caption\": \"two\"}").is(200);
    shop.patch(post, "{\"targets\": [%s]}".formatted(agreed(tiktok, 2))).is(200);
    shop.post(
            "/posts/" + post + "/schedule",
            """
            {"schedule": {"local_time": "2040-01-01T09:00", "timezone": "America/New_York"}}""")
        .is(200);
    shop.patch(
            post,
            "{\"targets\": [%s, {\"account_id\": \"%s\"}]}"
                .formatted(agreed(tiktok, 2), shop.instagram()))
        .is(200);
    shop.schedule(post, Instant.parse("2040-01-02T14:00:00Z")).is(200);
    shop.post("/posts/" + post + "/unschedule", "{}").is(200);
    var copy = shop.post("/posts/" + post + "/duplicate", "{}").is(201).id();
    shop.delete("/posts/" + copy).is(204);
  }

  private void toldOfWhatBecameOfIt() {
    var account = shop.instagram();
    var post = shop.dueNow("on its way", account);
    var target = shop.targetId(post);
    var first = delivery(post, target, account);
    execute(
        "update in_flight set announced_at = now() - interval '16 minutes' where target_id = '%s'"
            .formatted(target));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> shop.timeline(post).contains("announced_again"));
    outcomes.apply(first.progress(null));
    outcomes.apply(first.failed());
    shop.post("/posts/" + post + "/retry", "{}").is(200);

    var second = delivery(post, target, account);
    outcomes.apply(second.held(HoldReason.QUOTA, null, Instant.now().plusMillis(200)));
    await().until(() -> shop.timeline(post).contains("resumed"));

    outcomes.apply(delivery(post, target, account).held(HoldReason.UNCONFIRMED, null, null));
    resolve(post, target, "absent");
    outcomes.apply(delivery(post, target, account).held(HoldReason.UNCONFIRMED, null, null));
    resolve(post, target, "published");
    outcomes.apply(first.details());

    var late = shop.dueNow("late", account);
    var lost = delivery(late, shop.targetId(late), account);
    outcomes.apply(lost.failed());
    outcomes.apply(lost.published());
  }

  /** It is lost and found again; what is changed meanwhile has to be agreed to again. */
  private void toldOfItsAccount() {
    var account = ACCOUNTS.connected(shop.id, "TIKTOK");
    var post =
        shop.post(
                "/posts",
                """
                {"caption": "one", "media": [{"id": "%s"}], "targets": [%s]}"""
                    .formatted(shop.picture(), agreed(account, 1)))
            .is(201)
            .id();
    shop.schedule(post, Instant.parse("2040-01-02T14:00:00Z")).is(200);
    connections.apply(lost(account, 1));
    connections.apply(found(account, 2));
    connections.apply(lost(account, 2));
    shop.patch(post, "{\"caption\": \"two\"}").is(200);
    connections.apply(found(account, 3));
    assertThat(shop.target(post).get("hold_reason").asString()).isEqualTo("APPROVAL_CHANGED");
  }

  private AccountDisconnected lost(UUID account, long generation) {
    return new AccountDisconnected(
        Ids.next(), shop.id, account, Platform.TIKTOK, generation, Instant.now());
  }

  private AccountReconnected found(UUID account, long generation) {
    return new AccountReconnected(
        Ids.next(),
        shop.id,
        account,
        Platform.TIKTOK,
        "ext",
        "shop",
        null,
        generation,
        Instant.now());
  }

  private Outcome delivery(UUID post, UUID target, UUID account) {
    return Outcome.of(shop.id, post, target, inFlight(target)).account(account);
  }

  private void resolve(UUID post, UUID target, String outcome) {
    shop.post(
            "/posts/%s/targets/%s/resolve".formatted(post, target),
            "{\"outcome\": \"%s\"}".formatted(outcome))
        .is(200);
  }

  private static String agreed(UUID tiktok, int minute) {
    return """
        {"account_id": "%s", "options": {"privacy_level": "SELF_ONLY", "consent_at": "2026-11-20T12:%02d:00Z"}}"""
        .formatted(tiktok, minute);
  }

  private static String kinds(String format, String between) {
    return Arrays.stream(TimelineKind.values())
        .map(kind -> format.formatted(wire(kind)))
        .collect(Collectors.joining(between));
  }

  private static String wire(TimelineKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
