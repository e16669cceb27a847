package com.postpilot.account.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Instagram's OAuth endpoints, on loopback, in the words of the real ones. */
public final class FakeInstagram {
  public static final String CLIENT_SECRET = "test-instagram-secret";
  private static final String CLIENT_ID = "test-instagram";
  private static final String CALLBACK = "http://localhost:8106/api/v1/oauth/instagram/callback";

  /** The calls that can be counted and tampered with. */
  public enum Operation {
    CODE,
    LONG_LIVED,
    PROFILE,
    REFRESH,
    QUOTA
  }

  /** How the answer to a code is written: as documented, or as seen in the wild. */
  public enum Shape {
    DOCUMENTED,
    FLAT
  }

  /** A person with an account. */
  public record Person(String userId, String username, String accountType) {
    public static Person named(String username) {
      return new Person(
          "1784" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000_000L),
          username,
          "BUSINESS");
    }
  }

  private record Consent(Person person, List<String> scopes) {}

  private record Scripted(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Consent> codes = new ConcurrentHashMap<>();
  private final Map<String, Consent> shortLived = new ConcurrentHashMap<>();
  private final Map<String, Consent> longLived = new ConcurrentHashMap<>();
  private final Map<Operation, Queue<Scripted>> scripts = new ConcurrentHashMap<>();
  private final List<Operation> calls = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private volatile Shape shape = Shape.DOCUMENTED;
  private volatile Duration lifetime = Duration.ofDays(60);
  private volatile CountDownLatch refreshGate = new CountDownLatch(0);

  private FakeInstagram() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/ig-api/oauth/access_token", exchange -> serve(exchange, Operation.CODE));
    server.createContext(
        "/ig-graph/access_token", exchange -> serve(exchange, Operation.LONG_LIVED));
    server.createContext(
        "/ig-graph/refresh_access_token", exchange -> serve(exchange, Operation.REFRESH));
    server.createContext("/ig-graph/v26.0/", exchange -> serve(exchange, Operation.QUOTA));
    server.createContext("/ig-graph/v26.0/me", exchange -> serve(exchange, Operation.PROFILE));
    server.start();
  }

  private static final class Holder {
    static final FakeInstagram INSTANCE = new FakeInstagram();
  }

  public static FakeInstagram instance() {
    return Holder.INSTANCE;
  }

  /** Points a service under test here. */
  public static final class Addresses
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      var url = "http://localhost:" + instance().server.getAddress().getPort();
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "fake-instagram",
                  Map.of(
                      "POSTPILOT_INSTAGRAM_AUTHORIZE_BASE_URL", url + "/ig-www",
                      "POSTPILOT_INSTAGRAM_API_BASE_URL", url + "/ig-api",
                      "POSTPILOT_INSTAGRAM_GRAPH_BASE_URL", url + "/ig-graph",
                      "POSTPILOT_INSTAGRAM_CLIENT_ID", CLIENT_ID,
                      "POSTPILOT_INSTAGRAM_CLIENT_SECRET", CLIENT_SECRET)));
    }
  }

  /** Forgets what earlier tests asked for. */
  public void reset() {
    scripts.clear();
    calls.clear();
    shape = Shape.DOCUMENTED;
    lifetime = Duration.ofDays(60);
    openRefresh();
  }

  public void answerCodesAs(Shape shape) {
    this.shape = shape;
  }

  public void giveTokensFor(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** The next call of that kind gets this answer instead of a right one. */
  public void answerNext(Operation operation, int status, String body) {
    scripts
        .computeIfAbsent(operation, key -> new ConcurrentLinkedQueue<>())
        .add(new Scripted(status, body));
  }

  /** Refreshes do not answer until {@link #openRefresh}. */
  public void stallRefresh() {
    refreshGate = new CountDownLatch(1);
  }

  public void openRefresh() {
    refreshGate.countDown();
  }

  public long calls(Operation operation) {
    return calls.stream().filter(operation::equals).count();
  }

  /** Every code and token that was ever given out. */
  public List<String> secrets() {
    return List.copyOf(secrets);
  }

  /** The person allows everything; returns the code that the browser brings back. */
  public String consent(Person person) {
    return consent(
        person,
        "instagram_business_basic",
        "instagram_business_content_publish",
        "instagram_business_manage_insights");
  }

  public String consent(Person person, String... scopes) {
    return secret("AQ-code-", codes, new Consent(person, List.of(scopes)));
  }

  private void serve(HttpExchange exchange, Operation operation) throws IOException {
    calls.add(operation);
    try (exchange) {
      var script = scripts.get(operation);
      var scripted = script == null ? null : script.poll();
      if (operation == Operation.REFRESH) {
        refreshGate.await();
      }
      var answer = scripted == null ? answer(exchange, operation) : scripted;
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Scripted answer(HttpExchange exchange, Operation operation) throws IOException {
    return switch (operation) {
      case CODE -> code(form(exchange));
      case LONG_LIVED -> longLived(query(exchange));
      case PROFILE -> profile(exchange);
      case REFRESH -> refresh(query(exchange));
      case QUOTA ->
          new Scripted(
              200,
              """
              {"data": [{"quota_usage": 3,
                "config": {"quota_total": 50, "quota_duration": 86400}}]}\
              """);
    };
  }

  private Scripted code(Map<String, String> form) {
    if (!form.get("client_id").equals(CLIENT_ID)
        || !form.get("client_secret").equals(CLIENT_SECRET)
        || !form.get("grant_type").equals("authorization_code")
        || !form.get("redirect_uri").equals(CALLBACK)) {
      return new Scripted(
          400,
          """
          {"error_type": "OAuthException", "code": 400, "error_message": "Invalid request"}\
          """);
    }
    var consent = codes.remove(form.get("code"));
    if (consent == null) {
      return new Scripted(
          400,
          """
          {"error_type": "OAuthException", "code": 400,
           "error_message": "Matching code was not found or was already used"}\
          """);
    }
    var token = secret("EAA-short-", shortLived, consent);
    return new Scripted(
        200,
        switch (shape) {
          case DOCUMENTED ->
              """
              {"data": [{"access_token": "%s", "user_id": "%s", "permissions": "%s"}]}\
              """
                  .formatted(token, consent.person().userId(), String.join(",", consent.scopes()));
          case FLAT ->
              """
              {"access_token": "%s", "user_id": %s, "permissions": [%s]}\
              """
                  .formatted(
                      token,
                      consent.person().userId(),
                      consent.scopes().stream()
                          .map(scope -> '"' + scope + '"')
                          .collect(Collectors.joining(", ")));
        });
  }

  private Scripted longLived(Map<String, String> query) {
    var consent = shortLived.get(query.get("access_token"));
    return consent == null
            || !query.get("grant_type").equals("ig_exchange_token")
            || !query.get("client_secret").equals(CLIENT_SECRET)
        ? graphError(400, 190, 467)
        : token(consent);
  }

  private Scripted refresh(Map<String, String> query) {
    var consent = longLived.get(query.get("access_token"));
    return consent == null || !query.get("grant_type").equals("ig_refresh_token")
        ? graphError(400, 190, 463)
        : token(consent);
  }

  private Scripted token(Consent consent) {
    return new Scripted(
        200,
        """
        {"access_token": "%s", "token_type": "bearer", "expires_in": %d}\
        """
            .formatted(secret("IGAA-long-", longLived, consent), lifetime.toSeconds()));
  }

  private Scripted profile(HttpExchange exchange) {
    var bearer = exchange.getRequestHeaders().getFirst("Authorization");
    var consent = bearer == null ? null : longLived.get(bearer.replace("Bearer ", ""));
    if (consent == null) {
      return graphError(401, 190, 0);
    }
    var person = consent.person();
    var id =
        switch (shape) {
          case DOCUMENTED -> '"' + person.userId() + '"';
          case FLAT -> person.userId();
        };
    return new Scripted(
        200,
        """
        {"user_id": %s, "username": "%s", "name": "Shop %s", "account_type": "%s",
         "profile_picture_url": "https://cdn.example/%s.jpg", "id": "99%s"}\
        """
            .formatted(
                id,
                person.username(),
                person.username(),
                person.accountType(),
                person.username(),
                person.userId()));
  }

  public static String graphErrorBody(int code, int subcode) {
    return """
    {"error": {"message": "Error validating access token", "type": "OAuthException",
     "code": %d, "error_subcode": %d, "fbtrace_id": "A1b2C3"}}\
    """
        .formatted(code, subcode);
  }

  private static Scripted graphError(int status, int code, int subcode) {
    return new Scripted(status, graphErrorBody(code, subcode));
  }

  private String secret(String prefix, Map<String, Consent> store, Consent consent) {
    var secret = prefix + UUID.randomUUID();
    secrets.add(secret);
    store.put(secret, consent);
    return secret;
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    return parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    return parameters(exchange.getRequestURI().getRawQuery());
  }

  private static Map<String, String> parameters(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
