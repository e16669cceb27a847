package com.postpilot.demo.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A new workspace, as its owner uses it through PostPilot's public API. */
public final class Workspace {
  private static final String PASSWORD = "correct horse battery staple";
  private static final Duration TOKEN_MARGIN = Duration.ofMinutes(1);

  private final Http door;
  private final Http api;
  private final Clock clock;
  private final String email;
  private Session session;
  private Instant renewAt;

  private Workspace(URI gateway, Clock clock, String email) {
    this.clock = clock;
    this.email = email;
    var address = URI.create(gateway + "/api/v1");
    door = new Http(address, null);
    api = new Http(address, this::token);
    renewAt = clock.instant();
    session = take(door.post("/auth/register", credentials(), Session.class));
  }

  /**
   * Registers somebody new, who has a workspace of his own.
   *
   * @param gateway without a slash at the end
   */
  public static Workspace register(URI gateway, Clock clock) {
    return new Workspace(gateway, clock, "demo-" + UUID.randomUUID() + "@shop.example");
  }

  private record Session(String accessToken, long expiresIn) {}

  private record Connecting(UUID connectionId, String authorizeUrl) {}

  private record Connection(String status, List<Candidate> candidates) {
    record Candidate(String externalId, @Nullable String handle) {}
  }

  private record Accounts(List<Account> items) {}

  private record Posts(List<Post> items, @Nullable String nextCursor) {}

  private record Created(UUID id) {}

  private record Upload(UUID id, URI uploadUrl, String method, Map<String, String> headers) {}

  private Map<String, String> credentials() {
    return Map.of("email", email, "password", PASSWORD);
  }

  private synchronized String token() {
    if (clock.instant().isAfter(renewAt)) {
      session = take(door.post("/auth/login", credentials(), Session.class));
    }
    return session.accessToken();
  }

  private Session take(Session fresh) {
    renewAt = clock.instant().plusSeconds(fresh.expiresIn()).minus(TOKEN_MARGIN);
    return fresh;
  }

  /** The name that its owner logs in with. */
  public String email() {
    return email;
  }

  /** Its queue. */
  public Queue queue() {
    return new Queue(api);
  }

  /** Connects an account; the sandbox's consent page agrees without a person. */
  public Account connect(Platform platform, String handle) {
    var connecting = api.post("/accounts/connect", Map.of("platform", platform), Connecting.class);
    consent(connecting.authorizeUrl() + "&sandbox_auto_approve=1&sandbox_user=" + handle);
    var path = "/accounts/connections/" + connecting.connectionId();
    var connection = api.get(path, Connection.class);
    if (!connection.status().equals("choose")) {
      throw new Refusal("Connecting " + platform.title(), "It is " + connection.status() + ".");
    }
    var chosen = connection.candidates().getFirst().externalId();
    api.post(path + "/complete", Map.of("external_ids", List.of(chosen)), JsonNode.class);
    return api.get("/accounts", Accounts.class).items().stream()
        .filter(account -> account.platform() == platform)
        .findFirst()
        .orElseThrow(() -> new Refusal("Connecting " + platform.title(), "No account came of it."));
  }

  /** What the browser does: to the platform's consent page, and back to PostPilot. */
  private static void consent(String page) {
    var answer = Http.exchange(HttpRequest.newBuilder(URI.create(page)).build());
    var back =
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new Refusal("Consent", "The platform sends nobody back."));
    Http.exchange(HttpRequest.newBuilder(answer.uri().resolve(back)).build());
  }

  /** Who may be chosen to see posts of a TikTok account. */
  public List<String> privacyLevels(Account account) {
    record Creator(List<String> privacyLevelOptions) {}
    return api.get("/accounts/%s/creator-info".formatted(account.id()), Creator.class)
        .privacyLevelOptions();
  }

  /**
   * Lets PostPilot fetch a picture from where it is published.
   *
   * @throws Refusal when it cannot, or will not
   */
  public UUID fetchPicture(String url) {
    return api.post("/media/from-url", Map.of("url", url), Created.class).id();
  }

  /** Uploads a picture, straight into the object store. */
  public UUID upload(String filename, byte[] jpeg) {
    var asked = Map.of("filename", filename, "content_type", "image/jpeg", "size", jpeg.length);
    var upload = api.post("/media/uploads", asked, Upload.class);
    var put = HttpRequest.newBuilder(upload.uploadUrl());
    upload.headers().entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase("Content-Length")) // the client sets it
        .filter(header -> !header.getKey().equalsIgnoreCase("Host"))
        .forEach(header -> put.header(header.getKey(), header.getValue()));
    Http.exchange(put.method(upload.method(), BodyPublishers.ofByteArray(jpeg)).build());
    return api.post("/media/uploads/%s/complete".formatted(upload.id()), Map.of(), Created.class)
        .id();
  }

  /** All posts of the workspace. */
  public List<Post> posts() {
    var posts = new ArrayList<Post>();
    var page = api.get("/posts?limit=100", Posts.class);
    posts.addAll(page.items());
    while (page.nextCursor() != null) {
      page = api.get("/posts?limit=100&cursor=" + page.nextCursor(), Posts.class);
      posts.addAll(page.items());
    }
    return posts;
  }
}
