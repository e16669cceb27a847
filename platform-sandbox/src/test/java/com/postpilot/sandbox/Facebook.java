package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Talks to the sandbox's Facebook as an app does. */
final class Facebook {

  static final String DIALOG = "/fb-www/v26.0/dialog/oauth";
  static final String GRAPH = "/fb-graph/v26.0";
  static final String REDIRECT_URI = "http://localhost:8106/api/v1/oauth/facebook/callback";
  static final String ALL_SCOPES = "pages_show_list,pages_manage_posts,pages_read_engagement";
  static final String APP_TOKEN = "sandbox-facebook|sandbox-facebook-secret";

  private final Sandbox sandbox;

  Facebook(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  static String[] dialogParameters(String... more) {
    String[] right = {
      "client_id",
      "sandbox-facebook",
      "redirect_uri",
      REDIRECT_URI,
      "response_type",
      "code",
      "scope",
      ALL_SCOPES
    };
    return Sandbox.with(right, more);
  }

  /** The code that a person hands out who agrees to everything. */
  String code(String handle, String... more) {
    var parameters = dialogParameters("sandbox_auto_approve", "1", "sandbox_user", handle);
    return codeIn(sandbox.get(DIALOG, Sandbox.with(parameters, more)).header("Location"));
  }

  static String codeIn(String location) {
    assertThat(location).startsWith(REDIRECT_URI + "?code=AQ").endsWith("#_=_");
    return location.replaceFirst(".*code=([^&#]*).*", "$1");
  }

  static String[] redeemParameters(String code, String... more) {
    String[] right = {
      "client_id",
      "sandbox-facebook",
      "client_secret",
      "sandbox-facebook-secret",
      "redirect_uri",
      REDIRECT_URI,
      "code",
      code
    };
    return Sandbox.with(right, more);
  }

  Reply redeem(String code, String... more) {
    return sandbox.get(GRAPH + "/oauth/access_token", redeemParameters(code, more));
  }

  Reply exchange(String token, String... more) {
    String[] right = {
      "grant_type", "fb_exchange_token",
      "client_id", "sandbox-facebook",
      "client_secret", "sandbox-facebook-secret",
      "fb_exchange_token", token
    };
    return sandbox.get(GRAPH + "/oauth/access_token", Sandbox.with(right, more));
  }

  String shortToken(String handle, String... more) {
    return redeem(code(handle, more)).text("/access_token");
  }

  /** A person's long-lived token. */
  String connect(String handle, String... more) {
    return exchange(shortToken(handle, more)).text("/access_token");
  }

  Reply pages(String userToken, String... more) {
    return get("/me/accounts", userToken, more);
  }

  /** The token of the first Page of a person who connects now. */
  String pageToken(String handle, String... more) {
    return pages(connect(handle, more)).text("/data/0/access_token");
  }

  Reply inspect(String token) {
    return sandbox.get(GRAPH + "/debug_token", "input_token", token, "access_token", APP_TOKEN);
  }

  Reply get(String path, String token, String... more) {
    return sandbox.get(GRAPH + path, Sandbox.with(new String[] {"access_token", token}, more));
  }

  Reply post(String path, String token, String... form) {
    return sandbox.post(GRAPH + path, Sandbox.with(form, "access_token", token));
  }

  String arm(String operation, String kind, String more) {
    return sandbox.arm("FACEBOOK", operation, kind, more);
  }

  void limit(String limits) {
    sandbox.limit("facebook", limits);
  }

  // --- publishing

  Reply stage(String pageToken, String url) {
    return post("/me/photos", pageToken, "url", url, "published", "false");
  }

  Reply publish(String pageToken, String... form) {
    return post("/me/feed", pageToken, form);
  }

  Reply posts(String pageToken, String... more) {
    return get("/me/published_posts", pageToken, more);
  }

  Reply startReel(String pageToken) {
    return post("/me/video_reels", pageToken, "upload_phase", "start");
  }

  /** Sends bytes of a video, from an offset on, of so many that there are. */
  Reply upload(String pageToken, String videoId, byte[] bytes, long offset, long size) {
    return sandbox.send(
        upload(pageToken, videoId, bytes)
            .header("offset", Long.toString(offset))
            .header("file_size", Long.toString(size)));
  }

  Reply uploadFrom(String pageToken, String videoId, String url) {
    return sandbox.send(upload(pageToken, videoId, new byte[0]).header("file_url", url));
  }

  private HttpRequest.Builder upload(String pageToken, String videoId, byte[] bytes) {
    return sandbox
        .request("POST", "/fb-rupload/video-upload/v26.0/" + videoId, "")
        .method("POST", BodyPublishers.ofByteArray(bytes))
        .header("Authorization", "OAuth " + pageToken)
        .header("Content-Type", "application/octet-stream");
  }

  /** A reel whose video arrived. */
  String uploadedReel(String pageToken, byte[] video) {
    var id = startReel(pageToken).text("/video_id");
    assertThat(upload(pageToken, id, video, 0, video.length).status()).isEqualTo(200);
    return id;
  }

  Reply finishReel(String pageToken, String videoId, String description, String... more) {
    String[] right = {
      "upload_phase",
      "finish",
      "video_id",
      videoId,
      "video_state",
      "PUBLISHED",
      "description",
      description
    };
    return post("/me/video_reels", pageToken, Sandbox.with(right, more));
  }

  Reply reel(String pageToken, String videoId) {
    return get("/" + videoId, pageToken, "fields", "status,permalink_url,post_id,description");
  }

  /** Phases of a reel, as in {@code ready complete complete complete}. */
  String phases(String pageToken, String videoId) {
    var status = reel(pageToken, videoId).json().path("status");
    return String.join(
        " ",
        status.path("video_status").asString(),
        status.at("/uploading_phase/status").asString(),
        status.at("/processing_phase/status").asString(),
        status.at("/publishing_phase/status").asString());
  }
}
