package com.postpilot.common.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.postpilot.common.Ids;
import com.postpilot.common.contract.PostEvent;
import com.postpilot.common.contract.PostEvent.PostChanged;
import com.postpilot.common.contract.PostEvent.PostDeleted;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.event.EventCodec;
import com.postpilot.common.event.Trace;
import com.postpilot.common.inbox.Inbox;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.tenant.TenantTransactions;
import com.postpilot.common.testing.Database;
import com.postpilot.common.testing.Jobs;
import com.postpilot.common.testing.TestIdentity;
import com.postpilot.common.testing.TestInfrastructure;
import com.postpilot.common.testing.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    classes = SampleService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=postpilot-common",
      "spring.application.name=sample-service",
      "postpilot.schema=post",
      "spring.liquibase.change-log=classpath:db/sample/changelog.yaml",
      "spring.datasource.password=${POSTPILOT_DB_POST_APP_PASSWORD}",
      "spring.liquibase.password=${POSTPILOT_DB_POST_OWNER_PASSWORD}",
    })
@ContextConfiguration(initializers = TestInfrastructure.class)
class PlumbingIT {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired TenantTransactions transactions;
  @Autowired Outbox outbox;
  @Autowired Inbox inbox;
  @Autowired Notes notes;
  @Autowired TaskScheduler scheduler;
  @Autowired ApplicationContext service;
  @LocalServerPort int port;

  private final HttpClient http = HttpClient.newHttpClient();
  private final UUID workspace = Ids.next();

  private record Answer(int status, JsonNode body, HttpResponse<String> response) {
    String code() {
      return body.path("code").asString("");
    }

    String field() {
      return body.path("errors").path(0).path("field").asString("");
    }
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body().startsWith("{") ? JSON.readTree(response.body()) : JSON.nullNode(),
          response);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + TestIdentity.instance().ownerToken(workspace));
  }

  private HttpRequest.Builder post(String json) {
    return to("/api/v1/notes")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  private static String note(String text) {
    return "{\"text\": \"%s\", \"items\": []}".formatted(text);
  }

  private static long notesOf(UUID workspaceId) {
    return Database.count("post.note where workspace_id = ?", workspaceId);
  }

  private static <T> List<T> inParallel(int times, Callable<T> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = threads.invokeAll(IntStream.range(0, times).mapToObj(i -> work).toList());
      return running.stream().map(Future::resultNow).toList();
    }
  }

  // Input

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"items\": []} | validation_failed | text",
        "{\"text\": \" \", \"items\": []} | validation_failed | text",
        "{\"text\": null, \"items\": []} | validation_failed | text",
        "{\"text\": \"aaaaaaaaaaaaaaaaaaaaa\", \"items\": []} | validation_failed | text",
        "{\"text\": 5, \"items\": []} | validation_failed | text",
        "{\"text\": true, \"items\": []} | validation_failed | text",
        "{\"text\": {}, \"items\": []} | validation_failed | text",
        "{\"text\": [\"a\"], \"items\": []} | validation_failed | text",
        "{\"text\": \"a\\u0000b\", \"items\": []} | validation_failed | text",
        "{\"text\": \"a\\ud800b\", \"items\": []} | validation_failed | text",
        "{\"text\": \"a\", \"items\": [{\"label\": \"\", \"amount\": 1}]} | validation_failed | items[0].label",
        "{\"text\": \"a\", \"items\": [{\"label\": \"x\", \"amount\": \"1\"}]} | validation_failed | items[0].amount",
        "{\"text\": \"a\", \"items\": [{\"label\": \"x\", \"amount\": 1.5}]} | validation_failed | items[0].amount",
        "{\"text\": \"a\", \"items\": [{\"label\": \"x\"}]} | validation_failed | items[0].amount",
        "{\"text\": \"a\", \"items\": {}} | validation_failed | items",
        "{\"text\": \"a\", \"items\": [], \"remind_at\": 1234} | validation_failed | remind_at",
        "{\"text\": \"a\", \"items\": [], \"remind_at\": \"tomorrow\"} | validation_failed | remind_at",
        "{\"text\": \"a\", \"items\": [], \"remind_at\": \"+99999-01-01T00:00:00Z\"} | validation_failed | remind_at",
        "{\"text\": \"a\", \"items\": [], \"post_id\": \"1\"} | validation_failed | post_id",
        "{\"text\": \"a\", \"items\": [], \"mood\": 1} | unknown_field | mood",
        "{\"text\": \"a\", \"items\": [{\"label\": \"x\", \"amount\": 1, \"mood\": 1}]} | unknown_field | items[0].mood",
        "[] | validation_failed | body",
        "\"text\" | validation_failed | body",
      })
  void aBodyThatIsNotRightIsRefusedByFieldAndNothingIsStored(
      String body, String code, String field) {
    var answer = send(post(body));

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.field()).isEqualTo(field);
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .contains("application/problem+json");
    assertThat(answer.body().path("type").asString()).startsWith("urn:postpilot:problem:");
    assertThat(answer.body().path("request_id").asString()).isNotBlank();
    assertThat(notesOf(workspace)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "{\"text\": \"a\", \"text\": \"b\", \"items\": []}", "{} {}"})
  void aBodyThatIsNoJsonIsRefused(String body) {
    assertThat(send(post(body)).status()).isIn(400, 422);
  }

  @Test
  void parametersAreStrictToo() {
    assertThat(send(to("/api/v1/notes?limit=3&page=2")).code()).isEqualTo("unknown_parameter");
    assertThat(send(to("/api/v1/notes?limit=many")).field()).isEqualTo("limit");
    assertThat(send(to("/api/v1/notes?limit=101")).field()).isEqualTo("limit");
    assertThat(send(to("/api/v1/notes/not-an-id")).code()).isEqualTo("not_found");
    assertThat(send(to("/api/v1/nowhere")).code()).isEqualTo("not_found");
    assertThat(send(to("/api/v1/notes").DELETE()).code()).isEqualTo("method_not_allowed");
    assertThat(
            send(to("/api/v1/notes")
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString("hi")))
                .code())
        .isEqualTo("unsupported_media");
  }

  @Test
  void whatNobodyForesawIsABare500() {
    var answer = send(to("/api/v1/broken"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo("internal_error");
    assertThat(answer.response().body()).doesNotContain("secret-host", "Exception");
  }

  @Test
  void aRequestKeepsItsIdAndAnInsaneOneIsReplaced() {
    var kept = send(to("/api/v1/notes").header("X-Request-Id", "abc-1"));
    var replaced = send(to("/api/v1/notes").header("X-Request-Id", "a b<script>"));

    assertThat(kept.response().headers().firstValue("X-Request-Id")).contains("abc-1");
    assertThat(replaced.response().headers().firstValue("X-Request-Id").orElseThrow())
        .doesNotContain("script");
  }

  // Tokens

  private int statusWith(String path, String token) {
    return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Authorization", "Bearer " + token))
        .status();
  }

  @Test
  void onlyARightTokenOpensTheDoorThatItIsFor() {
    var identity = TestIdentity.instance();
    assertThat(statusWith("/api/v1/notes", identity.ownerToken(workspace))).isEqualTo(200);
    assertThat(statusWith("/internal/ping", identity.serviceToken("x"))).isEqualTo(200);

    assertThat(statusWith("/internal/ping", identity.ownerToken(workspace))).isEqualTo(403);
    assertThat(statusWith("/api/v1/notes", identity.serviceToken("x"))).isEqualTo(403);
    assertThat(statusWith("/elsewhere", identity.ownerToken(workspace))).isEqualTo(403);
    assertThat(
            send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/notes")))
                .code())
        .isEqualTo("unauthenticated");
    for (var wrong :
        List.of(
            identity.token(c -> claims(c).issuer("somebody")),
            identity.token(c -> claims(c).audience("elsewhere")),
            identity.token(
                c -> claims(c).expirationTime(Date.from(Instant.now().minusSeconds(60)))),
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
            "nonsense")) {
      assertThat(statusWith("/api/v1/notes", wrong)).isEqualTo(401);
    }
  }

  private JWTClaimsSet.Builder claims(JWTClaimsSet.Builder claims) {
    return claims
        .subject(UUID.randomUUID().toString())
        .claim("wid", workspace.toString())
        .claim("role", "OWNER");
  }

  // The wall

  @Test
  void aWorkspaceSeesItsOwnRowsAndNoOthers() {
    var id = send(post(note("mine"))).body().path("note_id").asString();
    assertThat(send(to("/api/v1/notes/" + id)).status()).isEqualTo(200);

    var stranger =
        send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/notes/" + id))
                .header(
                    "Authorization", "Bearer " + TestIdentity.instance().ownerToken(Ids.next())));

    assertThat(stranger.code()).isEqualTo("not_found");
  }

  @Test
  void aQueryWithoutATenantSeesNothingAndASystemJobSeesAll() {
    assertThat(send(post(note("somewhere"))).status()).isEqualTo(201);
    var count = "select count(*) from note where workspace_id = ?";

    long withoutTransaction = jdbc.sql(count).param(workspace).query(Long.class).single();
    Long withoutTenant =
        transaction.execute(s -> jdbc.sql(count).param(workspace).query(Long.class).single());
    Long system =
        transactions.acrossAll(() -> jdbc.sql(count).param(workspace).query(Long.class).single());
    Long other =
        transactions.inWorkspace(
            Ids.next(), () -> jdbc.sql("select count(*) from note").query(Long.class).single());

    assertThat(withoutTransaction).isZero();
    assertThat(withoutTenant).isZero();
    assertThat(system).isEqualTo(1);
    assertThat(other).isZero();
  }

  @Test
  void aRowForAnotherWorkspaceCannotBeWritten() {
    assertThatThrownBy(
            () ->
                transactions.runInWorkspace(
                    workspace,
                    () ->
                        jdbc.sql("insert into note values (?, ?, 'smuggled')")
                            .params(Ids.next(), Ids.next())
                            .update()))
        .rootCause()
        .hasMessageContaining("row-level security");
  }

  @Test
  void aTransactionKeepsItsTenant() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    s -> transactions.inWorkspace(workspace, () -> "switched")))
        .isInstanceOf(IllegalStateException.class);
  }

  // Outbox and inbox

  @Test
  void aFactLeavesIfAndOnlyIfItsTransactionCommits() {
    assertThat(send(post(note("fail"))).status()).isEqualTo(422);
    var id = UUID.fromString(send(post(note("told"))).body().path("note_id").asString());

    try (var topic = TestKafka.instance().follow(Topics.POST_LIFECYCLE)) {
      await()
          .until(
              () -> topic.events(PostDeleted.class).stream().anyMatch(e -> e.postId().equals(id)));
      assertThat(topic.events(PostDeleted.class))
          .filteredOn(event -> event.workspaceId().equals(workspace))
          .hasSize(1);
    }
  }

  @Test
  void aFactCarriesTheRequestAndTheTraceThatItComesFrom() {
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    var id = workspace.toString();
    send(post(note("traced")).header("X-Request-Id", id).header("traceparent", trace));
    send(post(note("untraced")).header("X-Request-Id", id).header("traceparent", "00-x"));

    try (var topic = TestKafka.instance().follow(Topics.POST_LIFECYCLE)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(topic.records())
                      .map(EventCodec::trace)
                      .filteredOn(carried -> id.equals(carried.requestId()))
                      .containsExactlyInAnyOrder(new Trace(id, trace), new Trace(id, null)));
    }
  }

  @Test
  void factsOfOneKeyLeaveInTheirOrderAndTheOutboxEmptiesItself() {
    var keys = IntStream.range(0, 20).mapToObj(i -> Ids.next()).toList();
    for (long version = 0; version < 50; version++) {
      for (var key : keys) {
        notes.tell(workspace, key, version);
      }
    }

    try (var topic = TestKafka.instance().follow(Topics.POST_LIFECYCLE)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> changes(topic).size() >= 1_000);
      for (var key : keys) {
        assertThat(changes(topic))
            .filteredOn(event -> event.postId().equals(key))
            .extracting(PostChanged::version)
            .containsExactlyElementsOf(LongStream.range(0, 50).boxed().toList());
      }
    }
    await().until(() -> jdbc.sql("select count(*) from outbox").query(Long.class).single() == 0);
  }

  private List<PostChanged> changes(TestKafka.Follower topic) {
    return topic.events(PostEvent.class).stream()
        .filter(PostChanged.class::isInstance)
        .map(PostChanged.class::cast)
        .filter(event -> event.workspaceId().equals(workspace))
        .toList();
  }

  @Test
  void aFactOutsideATransactionIsAMistake() {
    assertThatThrownBy(
            () -> outbox.append(new PostDeleted(Ids.next(), workspace, Ids.next(), Instant.EPOCH)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEventTakesEffectOnceHoweverOftenAndConcurrentlyItArrives() throws Exception {
    var event = Ids.next();

    var accepted = inParallel(20, () -> transaction.execute(s -> inbox.accept(event)));

    assertThat(accepted).containsOnlyOnce(true);
  }

  // Idempotency

  @Test
  void theSameRequestAgainGetsTheFirstAnswerAndHasNoSecondEffect() {
    var first = send(post(note("once")).header("Idempotency-Key", "k1"));
    var again = send(post(note("once")).header("Idempotency-Key", "k1"));
    var other = send(post(note("twice")).header("Idempotency-Key", "k1"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.response().headers().firstValue("Idempotency-Replayed")).contains("true");
    for (var header : new String[] {"ETag", "Location", "Content-Type"}) {
      assertThat(again.response().headers().allValues(header))
          .isEqualTo(first.response().headers().allValues(header))
          .hasSize(1);
    }
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
    assertThat(notesOf(workspace)).isEqualTo(1);
  }

  @Test
  void fiftyParallelRequestsWithOneKeyHaveOneEffect() throws Exception {
    var answers =
        inParallel(50, () -> send(post(note("parallel")).header("Idempotency-Key", "k2")));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 409));
    assertThat(answers).anySatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
    assertThat(notesOf(workspace)).isEqualTo(1);
  }

  @Test
  void aFileIsTheSameRequestWhateverItsBoundary() {
    var first = send(upload("a", note("file"), "file", "x,y").header("Idempotency-Key", "k6"));
    var again = send(upload("b", note("file"), "file", "x,y").header("Idempotency-Key", "k6"));
    var other = send(upload("a", note("file"), "file", "x,z").header("Idempotency-Key", "k6"));
    var another = send(upload("a", note("note"), "file", "x,y").header("Idempotency-Key", "k6"));

    assertThat(first.status()).as(first.response().body()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.response().headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
    assertThat(another.code()).isEqualTo("idempotency_key_reused");
    assertThat(notesOf(workspace)).isEqualTo(1);
  }

  @Test
  void partsAreStrictToo() {
    var stranger = send(upload("a", note("a"), "picture", "x"));
    var tooLarge = send(upload("a", note("a"), "file", "x".repeat(1_100_000)));
    var cutOff =
        send(
            to("/api/v1/notes/files")
                .header("Content-Type", "multipart/form-data; boundary=a")
                .POST(HttpRequest.BodyPublishers.ofString("--a\r\nContent-Disp")));

    assertThat(stranger.code()).isEqualTo("unknown_parameter");
    assertThat(stranger.field()).isEqualTo("picture");
    assertThat(tooLarge.code()).isEqualTo("payload_too_large");
    assertThat(cutOff.code()).isEqualTo("malformed_request");
    assertThat(notesOf(workspace)).isZero();
  }

  private HttpRequest.Builder upload(String boundary, String note, String name, String file) {
    var body =
        """
        --%1$s
        Content-Disposition: form-data; name="note"
        Content-Type: application/json

        %2$s
        --%1$s
        Content-Disposition: form-data; name="%3$s"; filename="f.csv"
        Content-Type: text/csv

        %4$s
        --%1$s--
        """
            .formatted(boundary, note, name, file)
            .replace("\n", "\r\n");
    return to("/api/v1/notes/files")
        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  @Test
  void aRequestThatWasRefusedLeavesItsKeyFree() {
    assertThat(send(post(note("fail")).header("Idempotency-Key", "k3")).status()).isEqualTo(422);
    assertThat(send(post(note("better")).header("Idempotency-Key", "k3")).status()).isEqualTo(201);
  }

  @Test
  void aClaimWhoseServerDiedEndsAfterAMinute() {
    send(post(note("lost")).header("Idempotency-Key", "k4"));
    var itsClaim =
        "update post.idempotency_key set response = null, expires_at = now() + interval '%s'"
            + " where key = 'k4' and workspace_id = '"
            + workspace
            + "'";
    Database.change(itsClaim.formatted("30 s"));
    assertThat(send(post(note("lost")).header("Idempotency-Key", "k4")).code())
        .isEqualTo("idempotency_in_progress");
    Database.change(itsClaim.formatted("-1 s"));
    assertThat(send(post(note("lost")).header("Idempotency-Key", "k4")).status()).isEqualTo(201);
  }

  @Test
  void aKeyBelongsToItsWorkspace() {
    send(post(note("ours")).header("Idempotency-Key", "k5"));

    var theirs =
        send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/notes"))
                .header("Authorization", "Bearer " + TestIdentity.instance().ownerToken(Ids.next()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k5")
                .POST(HttpRequest.BodyPublishers.ofString(note("theirs"))));

    assertThat(theirs.status()).isEqualTo(201);
    assertThat(theirs.response().headers().firstValue("Idempotency-Replayed")).isEmpty();
  }

  // Jobs

  @Test
  void aJobThatHangsKeepsNoOtherFromItsWork() throws Exception {
    var release = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    var hanging = scheduler.scheduleWithFixedDelay(() -> awaited(release), Duration.ofHours(1));
    var other = scheduler.scheduleWithFixedDelay(done::countDown, Duration.ofHours(1));

    assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();

    release.countDown();
    hanging.cancel(true);
    other.cancel(true);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatIsNeededNoMoreIsForgotten() {
    send(post(note("kept")).header("Idempotency-Key", "kept"));
    Database.change(
        """
        insert into post.inbox select gen_random_uuid(), now() - interval '15 days'
          from generate_series(1, 10001)
        """);
    Database.change(
        "insert into post.inbox values ('%s', now() - interval '13 days')".formatted(workspace));
    Database.change(
        """
        insert into post.idempotency_key
          (workspace_id, principal, route, key, request_hash, expires_at)
        select gen_random_uuid(), 'p', 'r', 'k', 'h', now() - interval '1 second'
          from generate_series(1, 10001)
        """);

    Jobs.run(service);

    assertThat(Database.count("post.inbox where received_at < now() - interval '14 days'"))
        .isZero();
    assertThat(Database.count("post.inbox where event_id = '%s'".formatted(workspace)))
        .isEqualTo(1);
    assertThat(Database.count("post.idempotency_key where expires_at < now()")).isZero();
    assertThat(
            Database.count("post.idempotency_key where workspace_id = '%s'".formatted(workspace)))
        .isEqualTo(1);
  }
}
