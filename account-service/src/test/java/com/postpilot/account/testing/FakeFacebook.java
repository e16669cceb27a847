package com.postpilot.account.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Facebook Login in the words of the real one; lists Pages two by two, and insists on proofs. */
public final class FakeFacebook extends FakePlatform<FakeFacebook.Operation> {
  public static final String CLIENT_SECRET = "test-facebook-secret";
  public static final Instant DATA_ACCESS_END = Instant.parse("2031-03-01T12:00:00Z");
  private static final FakeFacebook INSTANCE = new FakeFacebook();
  private static final String CLIENT_ID = "4711";
  private static final String CALLBACK = "http://localhost:8106/api/v1/oauth/facebook/callback";
  private static final String GRAPH = "/fb-graph/v26.0";
  private static final int LIST = 2;
  private static final List<String> ALL =
      List.of(
          "pages_show_list",
          "pages_manage_posts",
          "pages_read_engagement",
          "pages_read_user_content",
          "read_insights",
          "business_management");

  /** The calls that can be counted and tampered with. */
  public enum Operation {
    CODE,
    LONG_LIVED,
    INSPECT,
    PAGES,
    PAGE,
    REVOKE
  }

  /** A Page; whoever may not create content on it has no use for it here. */
  public record Page(String id, String username, boolean creative) {
    public static Page named(String username) {
      return new Page(number(), username, true);
    }

    public static Page foreign(String username) {
      return new Page(number(), username, false);
    }
  }

  /** A person with Pages. */
  public record Person(String userId, List<Page> pages) {
    public static Person with(Page... pages) {
      return new Person(number(), List.of(pages));
    }
  }

  private record Consent(Person person, List<String> scopes) {}

  private record PageToken(Person person, Page page) {}

  private final Map<String, Consent> codes = new ConcurrentHashMap<>();
  private final Map<String, Consent> shortLived = new ConcurrentHashMap<>();
  private final Map<String, Consent> longLived = new ConcurrentHashMap<>();
  private final Map<String, PageToken> pageTokens = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private volatile Instant dataAccessEnd = DATA_ACCESS_END;

  private FakeFacebook() {}

  public static FakeFacebook instance() {
    return INSTANCE;
  }

  @Override
  Map<String, String> environment() {
    return Map.of(
        "POSTPILOT_FACEBOOK_AUTHORIZE_BASE_URL",
        url() + "/fb-www",
        "POSTPILOT_FACEBOOK_GRAPH_BASE_URL",
        url() + "/fb-graph",
        "POSTPILOT_FACEBOOK_CLIENT_ID",
        CLIENT_ID,
        "POSTPILOT_FACEBOOK_CLIENT_SECRET",
        CLIENT_SECRET);
  }

  @Override
  public void reset() {
    super.reset();
    dataAccessEnd = DATA_ACCESS_END;
  }

  public void endDataAccessIn(Duration left) {
    dataAccessEnd = Instant.ofEpochSecond(Instant.now().plus(left).getEpochSecond());
  }

  public boolean hasForgotten(Person person) {
    return revoked.contains(person.userId());
  }

  /** The person allows everything; returns the code that the browser brings back. */
  public String consent(Person person) {
    return consent(person, ALL);
  }

  public String consentWithout(Person person, String scope) {
    return consent(person, ALL.stream().filter(one -> !one.equals(scope)).toList());
  }

  private String consent(Person person, List<String> scopes) {
    return give("AQ", codes, new Consent(person, scopes));
  }

  @Override
  Operation operation(String method, String path, Map<String, String> parameters) {
    return switch (method + " " + path.replaceAll("/\\d+", "/{id}")) {
      case "GET " + GRAPH + "/oauth/access_token" ->
          parameters.containsKey("code") ? Operation.CODE : Operation.LONG_LIVED;
      case "GET " + GRAPH + "/debug_token" -> Operation.INSPECT;
      case "GET " + GRAPH + "/me/accounts" -> Operation.PAGES;
      case "GET " + GRAPH + "/{id}" -> Operation.PAGE;
      case "DELETE " + GRAPH + "/{id}/permissions" -> Operation.REVOKE;
      default -> throw new IllegalStateException(method + " " + path);
    };
  }

  @Override
  Reply reply(Operation operation, String path, String bearer, Map<String, String> parameters) {
    return switch (operation) {
      case CODE -> code(parameters);
      case LONG_LIVED -> longLived(parameters);
      case INSPECT -> inspect(parameters);
      case PAGES -> proven(bearer, parameters) ? pages(bearer, parameters) : refused(100, 0);
      case PAGE -> proven(bearer, parameters) ? page(bearer) : refused(100, 0);
      case REVOKE -> proven(bearer, parameters) ? revoke(bearer, path) : refused(100, 0);
    };
  }

  private Reply code(Map<String, String> query) {
    var consent = codes.remove(query.get("code"));
    return consent == null || !knowsUs(query) || !CALLBACK.equals(query.get("redirect_uri"))
        ? refused(100, 36009)
        : Reply.ok(
            "{\"access_token\": \"%s\", \"token_type\": \"bearer\"}",
            give("EAAs", shortLived, consent));
  }

  private Reply longLived(Map<String, String> query) {
    var consent = shortLived.get(query.getOrDefault("fb_exchange_token", ""));
    return consent == null
            || !knowsUs(query)
            || !"fb_exchange_token".equals(query.get("grant_type"))
        ? refused(190, 463)
        : Reply.ok(
            "{\"access_token\": \"%s\", \"token_type\": \"bearer\", \"expires_in\": 5183944}",
            give("EAAl", longLived, consent));
  }

  private static boolean knowsUs(Map<String, String> query) {
    return CLIENT_ID.equals(query.get("client_id"))
        && CLIENT_SECRET.equals(query.get("client_secret"));
  }

  private Reply inspect(Map<String, String> query) {
    if (!(CLIENT_ID + "|" + CLIENT_SECRET).equals(query.get("access_token"))) {
      return refused(190, 0);
    }
    var token = query.get("input_token");
    var consent = longLived.get(token);
    var pageToken = pageTokens.get(token);
    if ((consent == null && pageToken == null) || isDead(token)) {
      return Reply.ok(
          """
          {"data": {"app_id": "%s", "is_valid": false, "scopes": [],
           "error": {"code": 190, "subcode": 458, "message": "removed"}}}\
          """,
          CLIENT_ID);
    }
    var scopes = consent == null ? ALL : consent.scopes();
    return Reply.ok(
        """
        {"data": {"app_id": "%s", "type": "%s", "is_valid": true, "expires_at": 0,
         "data_access_expires_at": %d, "user_id": "%s", "scopes": [%s]}}\
        """,
        CLIENT_ID,
        consent == null ? "PAGE" : "USER",
        dataAccessEnd.getEpochSecond(),
        consent == null ? pageToken.person().userId() : consent.person().userId(),
        scopes.stream().map(scope -> '"' + scope + '"').collect(Collectors.joining(",")));
  }

  private Reply pages(String bearer, Map<String, String> query) {
    var consent = longLived.get(bearer);
    if (consent == null || isDead(bearer)) {
      return refused(190, 458);
    }
    var pages = consent.person().pages();
    int from = Integer.parseInt(query.getOrDefault("after", "0"));
    int to = Math.min(pages.size(), from + LIST);
    var next = to < pages.size() ? ", \"next\": \"https://graph.facebook.com/next\"" : "";
    return Reply.ok(
        "{\"data\": [%s], \"paging\": {\"cursors\": {\"before\": \"x\", \"after\": \"%d\"}%s}}",
        pages.subList(from, to).stream()
            .map(page -> json(consent.person(), page))
            .collect(Collectors.joining(",")),
        to,
        next);
  }

  private String json(Person person, Page page) {
    var token = give("EAAp", pageTokens, new PageToken(person, page));
    var tasks =
        Stream.of("ANALYZE", "MODERATE", page.creative() ? "CREATE_CONTENT" : "MESSAGING")
            .map(task -> '"' + task + '"')
            .collect(Collectors.joining(","));
    return """
    {"id": "%s", "name": "Shop %s", "username": "%s", "access_token": "%s", "category": "Shop",
     "tasks": [%s], "picture": {"data": {"url": "https://cdn.example/p.jpg"}}}\
    """
        .formatted(page.id(), page.username(), page.username(), token, tasks);
  }

  private Reply page(String bearer) {
    var token = pageTokens.get(bearer);
    return token == null || isDead(bearer)
        ? refused(190, 458)
        : Reply.ok("{\"id\": \"%s\"}", token.page().id());
  }

  private Reply revoke(String bearer, String path) {
    var consent = longLived.get(bearer);
    if (consent == null || !path.equals(GRAPH + "/" + consent.person().userId() + "/permissions")) {
      return refused(190, 467);
    }
    revoked.add(consent.person().userId());
    return Reply.ok("{\"success\": true}");
  }

  private boolean isDead(String token) {
    var consent = longLived.get(token);
    var person = consent == null ? pageTokens.get(token).person() : consent.person();
    return revoked.contains(person.userId());
  }

  private static boolean proven(String token, Map<String, String> query) {
    return HexFormat.of()
        .formatHex(Signed.hmac(CLIENT_SECRET, token))
        .equals(query.get("appsecret_proof"));
  }

  private static Reply refused(int code, int subcode) {
    return new Reply(400, FakeInstagram.graphErrorBody(code, subcode));
  }

  private static String number() {
    return "1" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 100_000_000_000_000L);
  }
}
