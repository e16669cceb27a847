package com.postpilot.account.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Instagram's OAuth endpoints, on loopback, in the words of the real ones. */
public final class FakeInstagram extends FakePlatform<FakeInstagram.Operation> {
  public static final String CLIENT_SECRET = "test-instagram-secret";
  private static final FakeInstagram INSTANCE = new FakeInstagram();
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

  private final Map<String, Consent> codes = new ConcurrentHashMap<>();
  private final Map<String, Consent> shortLived = new ConcurrentHashMap<>();
  private final Map<String, Consent> longLived = new ConcurrentHashMap<>();
  private volatile Shape shape = Shape.DOCUMENTED;
  private volatile Duration lifetime = Duration.ofDays(60);

  private FakeInstagram() {}

  public static FakeInstagram instance() {
    return INSTANCE;
  }

  @Override
  Map<String, String> environment() {
    return Map.of(
        "POSTPILOT_INSTAGRAM_AUTHORIZE_BASE_URL", url() + "/ig-www",
        "POSTPILOT_INSTAGRAM_API_BASE_URL", url() + "/ig-api",
        "POSTPILOT_INSTAGRAM_GRAPH_BASE_URL", url() + "/ig-graph",
        "POSTPILOT_INSTAGRAM_CLIENT_ID", CLIENT_ID,
        "POSTPILOT_INSTAGRAM_CLIENT_SECRET", CLIENT_SECRET);
  }

  @Override
  public void reset() {
    super.reset();
    shape = Shape.DOCUMENTED;
    lifetime = Duration.ofDays(60);
  }

  public void answerCodesAs(Shape shape) {
    this.shape = shape;
  }

  public void giveTokensFor(Duration lifetime) {
    this.lifetime = lifetime;
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
    return give("AQ-code-", codes, new Consent(person, List.of(scopes)));
  }

  @Override
  Operation operation(String method, String path, Map<String, String> parameters) {
    return switch (path) {
      case "/ig-api/oauth/access_token" -> Operation.CODE;
      case "/ig-graph/access_token" -> Operation.LONG_LIVED;
      case "/ig-graph/refresh_access_token" -> Operation.REFRESH;
      case "/ig-graph/v26.0/me" -> Operation.PROFILE;
      default -> Operation.QUOTA;
    };
  }

  @Override
  Reply reply(Operation operation, String path, String bearer, Map<String, String> parameters) {
    return switch (operation) {
      case CODE -> code(parameters);
      case LONG_LIVED -> longLived(parameters);
      case PROFILE -> profile(bearer);
      case REFRESH -> refresh(parameters);
      case QUOTA ->
          Reply.ok(
              """
              {"data": [{"quota_usage": 3,
                "config": {"quota_total": 50, "quota_duration": 86400}}]}\
              """);
    };
  }

  private Reply code(Map<String, String> form) {
    if (!CLIENT_ID.equals(form.get("client_id"))
        || !form.get("client_secret").equals(CLIENT_SECRET)
        || !form.get("grant_type").equals("authorization_code")
        || !form.get("redirect_uri").equals(CALLBACK)) {
      return new Reply(
          400,
          """
          {"error_type": "OAuthException", "code": 400, "error_message": "Invalid request"}\
          """);
    }
    var consent = codes.remove(form.get("code"));
    if (consent == null) {
      return new Reply(
          400,
          """
          {"error_type": "OAuthException", "code": 400,
           "error_message": "Matching code was not found or was already used"}\
          """);
    }
    var token = give("EAA-short-", shortLived, consent);
    return new Reply(
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

  private Reply longLived(Map<String, String> query) {
    var consent = shortLived.get(query.get("access_token"));
    return consent == null
            || !query.get("grant_type").equals("ig_exchange_token")
            || !query.get("client_secret").equals(CLIENT_SECRET)
        ? graphError(400, 190, 467)
        : token(consent);
  }

  private Reply refresh(Map<String, String> query) {
    var consent = longLived.get(query.get("access_token"));
    return consent == null || !query.get("grant_type").equals("ig_refresh_token")
        ? graphError(400, 190, 463)
        : token(consent);
  }

  private Reply token(Consent consent) {
    return new Reply(
        200,
        """
        {"access_token": "%s", "token_type": "bearer", "expires_in": %d}\
        """
            .formatted(give("IGAA-long-", longLived, consent), lifetime.toSeconds()));
  }

  private Reply profile(String bearer) {
    var consent = longLived.get(bearer);
    if (consent == null) {
      return graphError(401, 190, 0);
    }
    var person = consent.person();
    var id =
        switch (shape) {
          case DOCUMENTED -> '"' + person.userId() + '"';
          case FLAT -> person.userId();
        };
    return new Reply(
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

  private static Reply graphError(int status, int code, int subcode) {
    return new Reply(status, graphErrorBody(code, subcode));
  }
}
