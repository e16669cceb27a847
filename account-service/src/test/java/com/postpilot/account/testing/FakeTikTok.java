package com.postpilot.account.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** TikTok's Login Kit in the words of the real one. Refresh tokens are good for one use. */
public final class FakeTikTok extends FakePlatform<FakeTikTok.Operation> {
  public static final String CLIENT_KEY = "test-tiktok";
  public static final String CLIENT_SECRET = "test-tiktok-secret";
  public static final String INVALID_GRANT =
      """
      {"error": "invalid_grant", "error_description": "Refresh token is invalid or expired.",
       "log_id": "20261122"}\
      """;
  private static final FakeTikTok INSTANCE = new FakeTikTok();
  private static final String CALLBACK = "http://localhost:8106/api/v1/oauth/tiktok/callback";
  private static final List<String> ALL =
      List.of(
          "user.info.basic", "user.info.profile", "user.info.stats", "video.list", "video.publish");

  /** The calls that can be counted and tampered with. */
  public enum Operation {
    CODE,
    REFRESH,
    PROFILE,
    CREATOR,
    REVOKE,
    UNKNOWN
  }

  /** A person with an account. */
  public record Person(String openId, String username) {
    public static Person named(String username) {
      return new Person("-000" + UUID.randomUUID(), username);
    }
  }

  private record Consent(Person person, List<String> scopes, String challenge) {}

  private final Map<String, Consent> codes = new ConcurrentHashMap<>();
  private final Map<String, Consent> access = new ConcurrentHashMap<>();
  private final Map<String, Consent> refresh = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private volatile Duration lifetime = Duration.ofDays(1);
  private volatile boolean rotating = true;

  private FakeTikTok() {}

  public static FakeTikTok instance() {
    return INSTANCE;
  }

  @Override
  Map<String, String> environment() {
    return Map.of(
        "POSTPILOT_TIKTOK_AUTHORIZE_BASE_URL",
        url() + "/tiktok-www",
        "POSTPILOT_TIKTOK_API_BASE_URL",
        url() + "/tiktok",
        "POSTPILOT_TIKTOK_CLIENT_KEY",
        CLIENT_KEY,
        "POSTPILOT_TIKTOK_CLIENT_SECRET",
        CLIENT_SECRET);
  }

  @Override
  public void reset() {
    super.reset();
    lifetime = Duration.ofDays(1);
    rotating = true;
  }

  public void giveTokensFor(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** Refreshes bring no new refresh token; the old one stays good. */
  public void keepRefreshTokens() {
    rotating = false;
  }

  /** The access tokens that were given out so far are not accepted any more. */
  public void endAccessTokens() {
    access.clear();
  }

  public boolean hasRevoked(Person person) {
    return revoked.contains(person.openId());
  }

  /** The person allows everything; returns the code that the browser brings back. */
  public String consent(Person person, String challenge) {
    return consent(person, challenge, ALL);
  }

  public String consent(Person person, String challenge, List<String> scopes) {
    return give("code-", codes, new Consent(person, scopes, challenge));
  }

  @Override
  Operation operation(String method, String path, Map<String, String> parameters) {
    return switch (method + " " + path) {
      case "POST /tiktok/v2/oauth/token/" ->
          "refresh_token".equals(parameters.get("grant_type")) ? Operation.REFRESH : Operation.CODE;
      case "POST /tiktok/v2/oauth/revoke/" -> Operation.REVOKE;
      case "GET /tiktok/v2/user/info/" -> Operation.PROFILE;
      case "POST /tiktok/v2/post/publish/creator_info/query/" -> Operation.CREATOR;
      default -> Operation.UNKNOWN;
    };
  }

  @Override
  Reply reply(Operation operation, String path, String bearer, Map<String, String> parameters) {
    return switch (operation) {
      case CODE -> code(parameters);
      case REFRESH -> refresh(parameters);
      case PROFILE -> profile(bearer, parameters.get("fields"));
      case CREATOR -> creator(bearer);
      case REVOKE -> revoke(parameters);
      case UNKNOWN -> new Reply(404, "{}");
    };
  }

  private static boolean knowsUs(Map<String, String> form) {
    return CLIENT_KEY.equals(form.get("client_key"))
        && CLIENT_SECRET.equals(form.get("client_secret"));
  }

  private Reply code(Map<String, String> form) {
    var consent = codes.remove(form.getOrDefault("code", ""));
    if (consent == null
        || !knowsUs(form)
        || !CALLBACK.equals(form.get("redirect_uri"))
        || !sha256(form.getOrDefault("code_verifier", "")).equals(consent.challenge())) {
      return new Reply(200, INVALID_GRANT);
    }
    return tokens(consent, true);
  }

  private Reply refresh(Map<String, String> form) {
    var token = form.getOrDefault("refresh_token", "");
    var consent = rotating ? refresh.remove(token) : refresh.get(token);
    return consent == null || !knowsUs(form)
        ? new Reply(400, INVALID_GRANT)
        : tokens(consent, rotating);
  }

  private Reply tokens(Consent consent, boolean withRefreshToken) {
    var accessToken = give("act.", access, consent);
    var more = "";
    if (withRefreshToken) {
      var refreshToken = give("rft.", refresh, consent);
      more = ", \"refresh_token\": \"" + refreshToken + "\", \"refresh_expires_in\": 31536000";
    }
    return Reply.ok(
        """
        {"access_token": "%s", "expires_in": %d, "open_id": "%s", "scope": "%s",
         "token_type": "Bearer"%s}\
        """,
        accessToken,
        lifetime.toSeconds(),
        consent.person().openId(),
        String.join(",", consent.scopes()),
        more);
  }

  private Reply profile(String bearer, String fields) {
    var consent = access.get(bearer);
    if (consent == null) {
      return error(401, "access_token_invalid");
    }
    if (fields.contains("username") && !consent.scopes().contains("user.info.profile")) {
      return error(401, "scope_not_authorized");
    }
    var username =
        fields.contains("username")
            ? ", \"username\": \"" + consent.person().username() + "\""
            : "";
    return Reply.ok(
        """
        {"data": {"user": {"open_id": "%s", "display_name": "Shop %s",
         "avatar_url": "https://cdn.example/t.jpg"%s}}, "error": {"code": "ok", "message": ""}}\
        """,
        consent.person().openId(), consent.person().username(), username);
  }

  private Reply creator(String bearer) {
    var consent = access.get(bearer);
    return consent == null
        ? error(401, "access_token_invalid")
        : Reply.ok(
            """
            {"data": {"creator_avatar_url": "https://cdn.example/c.jpg",
             "creator_username": "%s", "creator_nickname": "Nick",
             "privacy_level_options": ["PUBLIC_TO_EVERYONE", "SELF_ONLY"],
             "comment_disabled": false, "duet_disabled": true, "stitch_disabled": false,
             "max_video_post_duration_sec": 300}, "error": {"code": "ok", "message": ""}}\
            """,
            consent.person().username());
  }

  private Reply revoke(Map<String, String> form) {
    var consent = access.get(form.getOrDefault("token", ""));
    if (consent == null || !knowsUs(form)) {
      return new Reply(
          400, "{\"error\": \"invalid_request\", \"error_description\": \"\", \"log_id\": \"\"}");
    }
    revoked.add(consent.person().openId());
    return new Reply(200, "");
  }

  public static String errorBody(String code) {
    return "{\"data\": {}, \"error\": {\"code\": \"%s\", \"message\": \"\", \"log_id\": \"\"}}"
        .formatted(code);
  }

  private static Reply error(int status, String code) {
    return new Reply(status, errorBody(code));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
