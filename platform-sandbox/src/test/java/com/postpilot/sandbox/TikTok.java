package com.postpilot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** Talks to the sandbox's TikTok as an app does. */
final class TikTok {

  static final String AUTHORIZE = "/tiktok-www/v2/auth/authorize/";
  static final String API = "/tiktok/v2";
  static final String REDIRECT_URI = "http://localhost:8106/api/v1/oauth/tiktok/callback";
  static final String ALL_SCOPES =
      "user.info.basic,user.info.profile,user.info.stats,video.list,video.publish,video.upload";

  private final Sandbox sandbox;

  TikTok(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  // --- login

  static String[] authorizeParameters(String... more) {
    String[] right = {
      "client_key", "sandbox-tiktok",
      "redirect_uri", REDIRECT_URI,
      "response_type", "code",
      "scope", ALL_SCOPES,
      "state", "s t@te"
    };
    return Sandbox.with(right, more);
  }

  /** The code that a creator hands out who agrees to everything. */
  String code(String handle, String... more) {
    var parameters = authorizeParameters("sandbox_auto_approve", "1", "sandbox_user", handle);
    return codeIn(sandbox.get(AUTHORIZE, Sandbox.with(parameters, more)).header("Location"));
  }

  static String codeIn(String location) {
    assertThat(location).startsWith(REDIRECT_URI + "?code=");
    return parameterIn(location, "code");
  }

  static String parameterIn(String location, String name) {
    var value = location.replaceFirst(".*[?&]" + name + "=([^&#]*).*", "$1");
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  static String[] redeemParameters(String code, String... more) {
    String[] right = {
      "client_key", "sandbox-tiktok",
      "client_secret", "sandbox-tiktok-secret",
      "grant_type", "authorization_code",
      "redirect_uri", REDIRECT_URI,
      "code", code
    };
    return Sandbox.with(right, more);
  }

  Reply redeem(String code, String... more) {
    return sandbox.post(API + "/oauth/token/", redeemParameters(code, more));
  }

  Reply refresh(String refreshToken) {
    return sandbox.post(
        API + "/oauth/token/",
        "client_key",
        "sandbox-tiktok",
        "client_secret",
        "sandbox-tiktok-secret",
        "grant_type",
        "refresh_token",
        "refresh_token",
        refreshToken);
  }

  Reply revoke(String token) {
    return sandbox.post(
        API + "/oauth/revoke/",
        "client_key",
        "sandbox-tiktok",
        "client_secret",
        "sandbox-tiktok-secret",
        "token",
        token);
  }

  /** Connects a creator and returns the access token. */
  String connect(String handle, String... more) {
    return redeem(code(handle, more)).text("/access_token");
  }

  Reply userInfo(String token, String fields) {
    return sandbox.getWithBearer(API + "/user/info/?fields=" + fields, token);
  }

  // --- posting

  Reply post(String token, String path, String json) {
    return sandbox.send(
        sandbox
            .request("POST", API + path, json.replace('\'', '"'))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json; charset=UTF-8"));
  }

  Reply creatorInfo(String token) {
    return sandbox.send(
        sandbox
            .request("POST", API + "/post/publish/creator_info/query/", "")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json; charset=UTF-8"));
  }

  /** Announces an upload; the info is JSON without braces, single quotes do for double ones. */
  Reply initUpload(String token, String postInfo, long size, long chunkSize, long chunks) {
    return post(
        token,
        "/post/publish/video/init/",
        """
        {'post_info': {%s}, 'source_info': {'source': 'FILE_UPLOAD', 'video_size': %d,
         'chunk_size': %d, 'total_chunk_count': %d}}"""
            .formatted(postInfo, size, chunkSize, chunks));
  }

  Reply initUpload(String token, String postInfo, byte[] video) {
    return initUpload(token, postInfo, video.length, video.length, 1);
  }

  Reply initPull(String token, String postInfo, String url) {
    return post(
        token,
        "/post/publish/video/init/",
        "{'post_info': {%s}, 'source_info': {'source': 'PULL_FROM_URL', 'video_url': '%s'}}"
            .formatted(postInfo, url));
  }

  Reply initPhotos(String token, String postInfo, String... urls) {
    var images = String.join("','", urls);
    return post(
        token,
        "/post/publish/content/init/",
        """
        {'media_type': 'PHOTO', 'post_mode': 'DIRECT_POST', 'post_info': {%s},
         'source_info': {'source': 'PULL_FROM_URL', 'photo_cover_index': 0,
          'photo_images': ['%s']}}"""
            .formatted(postInfo, images));
  }

  static String info(String privacy, String title) {
    return "'privacy_level': '%s', 'title': '%s'".formatted(privacy, title);
  }

  Reply upload(String url, byte[] bytes, int from, int to, long total) {
    return upload(url, bytes, from, to, "bytes %d-%d/%d".formatted(from, to - 1, total));
  }

  Reply upload(String url, byte[] bytes, int from, int to, String range) {
    return sandbox.send(
        sandbox
            .request("PUT", "/", "")
            .uri(URI.create(url))
            .PUT(BodyPublishers.ofByteArray(Arrays.copyOfRange(bytes, from, to)))
            .header("Content-Type", "video/mp4")
            .header("Content-Range", range));
  }

  Reply upload(String url, byte[] video) {
    return upload(url, video, 0, video.length, video.length);
  }

  Reply status(String token, String publishId) {
    return post(token, "/post/publish/status/fetch/", "{'publish_id': '%s'}".formatted(publishId));
  }

  Reply cancel(String token, String publishId) {
    return post(token, "/post/publish/cancel/", "{'publish_id': '%s'}".formatted(publishId));
  }

  void awaitStatus(String token, String publishId, String status) {
    await()
        .untilAsserted(
            () -> assertThat(status(token, publishId).text("/data/status")).isEqualTo(status));
  }

  /** Uploads the video in one piece and returns the publish id. */
  String postVideo(String token, String postInfo, byte[] video) {
    var init = initUpload(token, postInfo, video);
    assertThat(error(init)).isEqualTo("ok");
    assertThat(upload(init.text("/data/upload_url"), video).status()).isEqualTo(201);
    return init.text("/data/publish_id");
  }

  JsonNode list(String token, String body) {
    return post(
            token, "/video/list/?fields=id,title,create_time,share_url,duration,height,width", body)
        .json()
        .path("data");
  }

  static String error(Reply reply) {
    return reply.text("/error/code");
  }
}
