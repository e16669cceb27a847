package com.postpilot.publisher.tiktok;

import com.postpilot.common.contract.Platform;
import com.postpilot.publisher.platform.PlatformError;
import com.postpilot.publisher.platform.PlatformHttp;
import com.postpilot.publisher.platform.Reply;
import com.postpilot.publisher.token.AccountToken;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls to TikTok, within the number that it allows an account in a minute. */
@Component
class TikTokClient {
  private static final Pattern RANGE = Pattern.compile("bytes 0-(-?\\d+)/\\d+");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final PlatformHttp http;
  private final String root;
  private final CallBudget creatorInfos;
  private final CallBudget statuses;

  TikTokClient(
      PlatformHttp http, TikTokProperties properties, PostingProperties posting, Clock clock) {
    this.http = http;
    this.root = properties.apiBaseUrl() + "/v2/";
    this.creatorInfos = new CallBudget(posting.callsPerMinute().creatorInfo(), clock);
    this.statuses = new CallBudget(posting.callsPerMinute().status(), clock);
  }

  Reply<JsonNode> creatorInfo(AccountToken.Usable token) {
    return within(
        creatorInfos,
        "creator_info",
        token,
        () -> post("post/publish/creator_info/query/", token, Map.of()));
  }

  Reply<JsonNode> init(String kind, AccountToken.Usable token, Map<String, Object> body) {
    return post("post/publish/" + kind + "/init/", token, body);
  }

  Reply<JsonNode> status(String publishId, AccountToken.Usable token) {
    return within(statuses, "status", token, () -> ask(publishId, token));
  }

  /** The status for somebody who can wait, and who leaves calls to those who cannot. */
  Reply<JsonNode> statusIfSpare(String publishId, AccountToken.Usable token) {
    return statuses.takeSpare(token.externalId())
        ? ask(publishId, token)
        : new Reply.Refused<>(PlatformError.budgetSpent("status", CallBudget.MINUTE));
  }

  private Reply<JsonNode> ask(String publishId, AccountToken.Usable token) {
    return post("post/publish/status/fetch/", token, Map.of("publish_id", publishId));
  }

  /** The newest public videos. */
  Reply<JsonNode> videos(AccountToken.Usable token) {
    return post(
        "video/list/?fields=id,title,video_description,create_time,share_url",
        token,
        Map.of("max_count", 20));
  }

  private static <T> Reply<T> within(
      CallBudget budget, String what, AccountToken.Usable token, Supplier<Reply<T>> call) {
    var wait = budget.take(token.externalId());
    return wait.isPresent()
        ? new Reply.Refused<>(PlatformError.budgetSpent(what, wait.get()))
        : call.get();
  }

  private Reply<JsonNode> post(String path, AccountToken.Usable token, Map<String, Object> body) {
    var request =
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Authorization", "Bearer " + token.accessToken())
            .header("Content-Type", "application/json; charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return http.send(Platform.TIKTOK, request).then(TikTokClient::read);
  }

  /** Refusals come with any HTTP status, 200 too. */
  private static Reply<JsonNode> read(PlatformHttp.Answer answer) {
    return answer
        .json()
        .then(
            json -> {
              var error = json.path("error");
              var code = error.path("code").asString("");
              if (code.isEmpty()) {
                return answer.notUnderstood();
              }
              return code.equals("ok")
                  ? new Reply.Ok<>(json.path("data"))
                  : new Reply.Refused<>(TikTok.ERRORS.of(code, error.path("message").asString("")));
            });
  }

  /**
   * Sends a part of a file.
   *
   * @param from the first byte
   * @param end behind the last byte
   * @return how many bytes TikTok has now: those sent, or, if it expected others, fewer or more
   */
  Reply<Long> put(
      String uploadUrl,
      String contentType,
      long from,
      long end,
      long size,
      Supplier<InputStream> bytes) {
    var request =
        HttpRequest.newBuilder(URI.create(uploadUrl))
            .header("Content-Type", contentType)
            .header("Content-Range", "bytes %d-%d/%d".formatted(from, end - 1, size))
            .PUT(PlatformHttp.streamed(bytes, end - from))
            .build();
    return http.upload(Platform.TIKTOK, request)
        .then(
            answer ->
                switch (answer.status()) {
                  case 201, 206 -> new Reply.Ok<>(end);
                  case 416 -> expected(answer);
                  default -> new Reply.Refused<>(TikTok.ERRORS.of("upload/" + answer.status()));
                });
  }

  private static Reply<Long> expected(PlatformHttp.Answer answer) {
    var range = RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
    // No chunk is a single byte: a range that ends with the first one says that there is none.
    return range.matches()
        ? new Reply.Ok<>(range.group(1).equals("0") ? 0 : Long.parseLong(range.group(1)) + 1)
        : new Reply.Refused<>(TikTok.ERRORS.of("upload/416"));
  }
}
