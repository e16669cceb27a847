package com.postpilot.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The owner of a shop: registered, logged in, with a workspace of his own. */
public final class Owner {
  private static final String PASSWORD = "correct horse battery staple";

  private final Http http;
  private final String email;
  private final Session session;

  private Owner(URI gateway, String email, Session session) {
    this.http =
        new Http(URI.create(gateway + "/api/v1"))
            .with("Authorization", "Bearer " + session.accessToken());
    this.email = email;
    this.session = session;
  }

  /** What registering and logging in answer. */
  public record Session(String accessToken, String refreshToken, User user, Workspace workspace) {}

  public record User(UUID id, String email) {}

  public record Workspace(UUID id, String name) {}

  /** A connected social account; {@code handle} is its name at the platform. */
  public record Account(
      UUID id, String platform, String externalId, String handle, String status, String health) {}

  public record Media(UUID id, String kind, int width, int height) {}

  /** A post as the API shows it. */
  public record Post(
      UUID id, String status, String caption, @Nullable Schedule schedule, List<Target> targets) {
    /** The only target of a post that has one. */
    public Target target() {
      return targets.getFirst();
    }
  }

  public record Schedule(Instant scheduledAt) {}

  public record Target(
      UUID id,
      UUID accountId,
      String status,
      @Nullable String holdReason,
      @Nullable Instant publishedAt,
      @Nullable String permalink) {}

  private record Upload(UUID id, URI uploadUrl, String method, Map<String, String> headers) {}

  private record Connecting(UUID connectionId, URI authorizeUrl) {}

  private record Connection(String status, List<Candidate> candidates, List<Account> accounts) {}

  private record Candidate(String externalId, @Nullable String handle) {}

  private record Accounts(List<Account> items) {}

  /** Logs in anew, as after a restart. */
  public Owner logIn(URI gateway) {
    var session =
        new Http(URI.create(gateway + "/api/v1"))
            .post("/auth/login", Map.of("email", email, "password", PASSWORD))
            .as(Session.class, 200);
    return new Owner(gateway, email, session);
  }

  /** Registers somebody new at a gateway. */
  public static Owner register(URI gateway) {
    var email = "owner-" + UUID.randomUUID() + "@example.com";
    var session =
        new Http(URI.create(gateway + "/api/v1"))
            .post("/auth/register", Map.of("email", email, "password", PASSWORD))
            .as(Session.class, 201);
    return new Owner(gateway, email, session);
  }

  /** The API as this person, for whatever has no word here. */
  public Http api() {
    return http;
  }

  /** The queue of his workspace. */
  public Queue queue() {
    return new Queue(http);
  }

  public String email() {
    return email;
  }

  public String password() {
    return PASSWORD;
  }

  public Session session() {
    return session;
  }

  /** Connects an Instagram account that nobody else has. */
  public Account connectInstagram() {
    return connect("INSTAGRAM");
  }

  /** Goes through Instagram's consent of the account with that handle. */
  public Account connectInstagram(String handle) {
    return connect("INSTAGRAM", handle);
  }

  /** Connects an account of a platform that nobody else has. */
  public Account connect(String platform) {
    return connect(platform, "shop_" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** Goes through the consent of the account with that handle, agreeing to everything. */
  public Account connect(String platform, String handle) {
    return connectWatched(platform, handle).account();
  }

  /** A consent as an onlooker of the browser would have seen it, and what came of it. */
  public record Consent(String state, String code, Account account) {}

  /** The same, with what the browser carried between PostPilot and the platform. */
  public Consent connectWatched(String platform, String handle) {
    var connecting =
        http.post("/accounts/connect", Map.of("platform", platform)).as(Connecting.class, 201);
    var backToUs = consent(connecting.authorizeUrl(), handle);
    var path = "/accounts/connections/" + connecting.connectionId();
    var connection =
        await("the connection to wait for a choice")
            .until(
                () -> http.get(path).as(Connection.class, 200),
                seen -> seen.status().equals("choose"));
    var chosen =
        connection.candidates().stream()
            .filter(candidate -> handle.equals(candidate.handle()))
            .map(Candidate::externalId)
            .toList();
    var connected =
        http.post(path + "/complete", Map.of("external_ids", chosen)).as(Connection.class, 200);
    assertThat(connected.accounts()).hasSize(1);
    return new Consent(
        parameter(backToUs, "state"), parameter(backToUs, "code"), connected.accounts().getFirst());
  }

  /** What the browser does: to the platform's consent page, and back to PostPilot. */
  private static URI consent(URI authorizeUrl, String handle) {
    var page = URI.create(authorizeUrl + "&sandbox_auto_approve=1&sandbox_user=" + handle);
    var backToUs = Http.exchange(HttpRequest.newBuilder(page).build()).location();
    var answer = Http.exchange(HttpRequest.newBuilder(backToUs).build());
    assertThat(answer.status()).as("the callback's answer").isLessThan(400);
    return backToUs;
  }

  private static String parameter(URI uri, String name) {
    for (var pair : List.of(uri.getRawQuery().split("&", -1))) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    throw new AssertionError("No " + name + " in " + uri);
  }

  public void disconnect(Account account) {
    http.delete("/accounts/" + account.id()).expect(204);
  }

  /** The account as it is now. */
  public Account read(Account account) {
    return http.get("/accounts/" + account.id()).as(Account.class, 200);
  }

  public List<Account> accounts() {
    return http.get("/accounts?limit=100").as(Accounts.class, 200).items();
  }

  /** Draws a picture and uploads it, as a browser does. */
  public Media uploadPicture() {
    return upload(Pictures.jpeg(1080, 1080));
  }

  /** Makes what a post of that kind shows and uploads it. */
  public List<Media> upload(Kind kind) {
    return IntStream.range(0, kind.mediaCount())
        .mapToObj(
            _ -> kind.isVideo() ? upload("video.mp4", "video/mp4", Videos.mp4()) : uploadPicture())
        .toList();
  }

  public Media upload(byte[] jpeg) {
    return upload("picture.jpg", "image/jpeg", jpeg);
  }

  private Media upload(String filename, String contentType, byte[] bytes) {
    var asked = Map.of("filename", filename, "content_type", contentType, "size", bytes.length);
    var upload = http.post("/media/uploads", asked).as(Upload.class, 201);
    var put = HttpRequest.newBuilder(upload.uploadUrl());
    upload.headers().entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase("Content-Length")) // the client sets it
        .filter(header -> !header.getKey().equalsIgnoreCase("Host"))
        .forEach(header -> put.header(header.getKey(), header.getValue()));
    put.method(upload.method(), BodyPublishers.ofByteArray(bytes));
    Http.exchange(put.build()).expect(200);
    return http.post("/media/uploads/" + upload.id() + "/complete", Map.of()).as(Media.class, 200);
  }

  /** Writes a draft with one picture for one account. */
  public Post createPost(String caption, Media picture, Account account) {
    return createPost(caption, List.of(picture), account, Map.of());
  }

  /** Writes a draft of some kind for one account, with media of its own. */
  public Post createPost(String caption, Kind kind, Account account) {
    return createPost(caption, kind, upload(kind), account);
  }

  /** Writes a draft of some kind for one account. */
  public Post createPost(String caption, Kind kind, List<Media> media, Account account) {
    return createPost(caption, media, account, kind.options());
  }

  private Post createPost(
      String caption, List<Media> media, Account account, Map<String, ?> options) {
    var draft = new LinkedHashMap<String, Object>();
    draft.put("caption", caption);
    draft.put("media", media.stream().map(one -> Map.of("id", one.id())).toList());
    draft.put("targets", List.of(Map.of("account_id", account.id(), "options", options)));
    return http.post("/posts", draft).as(Post.class, 201);
  }

  /** Schedules a post, or moves it. */
  public Post schedule(Post post, Instant at) {
    return http.post(
            "/posts/" + post.id() + "/schedule",
            Map.of("schedule", Map.of("scheduled_at", at.toString())))
        .as(Post.class, 200);
  }

  public Post publishNow(Post post) {
    return http.post("/posts/" + post.id() + "/publish", Map.of()).as(Post.class, 200);
  }

  /** The post as it is now. */
  public Post read(UUID postId) {
    return http.get("/posts/" + postId).as(Post.class, 200);
  }

  /** The post as it is now. */
  public Post read(Post post) {
    return read(post.id());
  }

  /** Waits until the post has the status, within 30 s. */
  public Post awaitStatus(Post post, String status) {
    return awaitStatus(post, status, Duration.ofSeconds(30));
  }

  /** Waits until the post has the status. */
  public Post awaitStatus(Post post, String status, Duration patience) {
    return await("\"%s\" to be %s".formatted(post.caption(), status))
        .atMost(patience)
        .until(() -> read(post), now -> now.status().equals(status));
  }

  /** Waits until the platform's link to the post is known, and returns it. */
  public String awaitPermalink(Post post) {
    return await("the permalink")
        .atMost(Duration.ofSeconds(60)) // TikTok has it later than the post
        .until(() -> read(post).target().permalink(), Objects::nonNull);
  }
}
