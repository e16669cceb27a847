package com.postpilot.publisher.facebook;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.publisher.graph.GraphCalls;
import com.postpilot.publisher.graph.GraphClient;
import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.ledger.StepKind;
import com.postpilot.publisher.media.MediaBytes;
import com.postpilot.publisher.media.MediaUrls;
import com.postpilot.publisher.platform.Evidence;
import com.postpilot.publisher.platform.Made;
import com.postpilot.publisher.platform.PlatformError;
import com.postpilot.publisher.platform.PlatformHttp;
import com.postpilot.publisher.platform.Prepared;
import com.postpilot.publisher.platform.Progress;
import com.postpilot.publisher.platform.Reply;
import com.postpilot.publisher.platform.SocialPlatform.Details;
import com.postpilot.publisher.platform.StepLog;
import com.postpilot.publisher.token.AccountToken;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Start, upload, finish. The video's id is known before the visible step, and a video is published
 * at most once, so its status tells what became of a lost finish.
 */
@Component
class Reels {
  private static final Duration SESSION_LIFE = Duration.ofHours(20);
  private static final Duration NEXT_LOOK = Duration.ofSeconds(2);
  private static final String WEB = "https://www.facebook.com";

  private final GraphClient graph;
  private final MediaUrls urls;
  private final MediaBytes bytes;
  private final StepLog steps;
  private final ReelProperties.Upload upload;

  Reels(
      GraphCalls calls,
      FacebookProperties facebook,
      ReelProperties reels,
      MediaUrls urls,
      MediaBytes bytes,
      StepLog steps) {
    this.graph =
        calls.to(
            Platform.FACEBOOK, Facebook.ERRORS, facebook.graphBaseUrl(), facebook.apiVersion());
    this.urls = urls;
    this.bytes = bytes;
    this.steps = steps;
    this.upload = reels.reelUpload();
  }

  Progress publish(Claim claim, AccountToken.Usable token) {
    return sentBefore(claim, token)
        .orElseGet(
            () ->
                start(claim, token)
                    .then(
                        session ->
                            upload(claim, token, session.made())
                                .then(video -> finishWhenUploaded(claim, token, video.made()))));
  }

  /** Whatever the answer to an earlier finish was: a video that is published is this post. */
  private Optional<Progress> sentBefore(Claim claim, AccountToken.Usable token) {
    return claim
        .sent(StepKind.REEL_FINISH)
        .flatMap(
            sent ->
                status(sent.requestHash(), token)
                    .found(
                        Platform.FACEBOOK,
                        Reels::gone,
                        status ->
                            status.published()
                                ? Optional.of(new Progress.Live(sent.no(), sent.requestHash()))
                                : Optional.empty())
                    .stream())
        .findFirst();
  }

  private static boolean gone(PlatformError error) {
    return error.code().equals("100/33");
  }

  private Prepared start(Claim claim, AccountToken.Usable token) {
    return steps.prepare(
        claim,
        StepKind.REEL_START,
        0,
        claim.publication().contentHash(),
        SESSION_LIFE,
        () ->
            graph
                .post(token.externalId() + "/video_reels", token, Map.of("upload_phase", "start"))
                .then(answer -> Reply.opened(answer, "video_id")));
  }

  private Prepared upload(Claim claim, AccountToken.Usable token, Made session) {
    var video = claim.publication().media().getFirst();
    boolean again =
        claim.sent(StepKind.REEL_UPLOAD).anyMatch(step -> step.requestHash().equals(session.id()));
    return steps.prepare(
        claim,
        StepKind.REEL_UPLOAD,
        0,
        session.id(),
        SESSION_LIFE,
        () ->
            (again ? status(session.id(), token) : new Reply.Ok<>(Status.NEW))
                .then(
                    status ->
                        status.uploaded()
                            ? new Reply.Ok<>(new Made(session.id()))
                            : upload(video, token, session, status.bytes())));
  }

  private Reply<Made> upload(
      PostDue.Media video, AccountToken.Usable token, Made session, long received) {
    var to = Objects.requireNonNull(session.uploadUrl(), "a session has an upload URL");
    var reply =
        switch (upload) {
          case URL ->
              graph.upload(
                  to,
                  token,
                  HttpRequest.BodyPublishers.noBody(),
                  "file_url",
                  urls.sign(video.key()).toString());
          case BYTES -> {
            long rest = video.size() - received;
            yield graph.upload(
                to,
                token,
                PlatformHttp.streamed(() -> bytes.open(video.key(), received, rest), rest),
                "offset",
                Long.toString(received),
                "file_size",
                Long.toString(video.size()),
                "Content-Type",
                "application/octet-stream");
          }
        };
    return reply.then(ignored -> new Reply.Ok<>(new Made(session.id())));
  }

  private Progress finishWhenUploaded(Claim claim, AccountToken.Usable token, Made video) {
    return status(video.id(), token)
        .progress(
            Platform.FACEBOOK,
            status -> {
              if (status.failure() != null) {
                return new Progress.Refused(status.failure());
              }
              return status.uploaded()
                  ? finish(claim, token, video.id())
                  : new Progress.NotReady(NEXT_LOOK, "the video");
            });
  }

  private Progress finish(Claim claim, AccountToken.Usable token, String video) {
    return steps.handOver(
        claim,
        StepKind.REEL_FINISH,
        video,
        () ->
            graph
                .post(
                    token.externalId() + "/video_reels",
                    token,
                    Map.of(
                        "upload_phase",
                        "finish",
                        "video_id",
                        video,
                        "video_state",
                        "PUBLISHED",
                        "description",
                        claim.publication().text()))
                .then(
                    answer ->
                        answer.path("success").asBoolean(false)
                            ? new Reply.Ok<>(video)
                            : new Reply.Lost<>("The answer does not say whether it worked.")));
  }

  Evidence lookUp(Step finish, AccountToken.Usable token) {
    var reply = status(finish.requestHash(), token);
    if (reply instanceof Reply.Refused<Status>(var error) && gone(error)) {
      return new Evidence.NoTrace("Facebook knows no such video any more.");
    }
    return reply.evidence(
        status -> {
          if (status.published()) {
            return new Evidence.Live(finish.requestHash());
          }
          if (status.failure() != null) {
            return new Evidence.GivenUp(status.failure());
          }
          return finish.remoteId() != null || status.publishing()
              ? new Evidence.Pending(NEXT_LOOK, "Facebook still processes the reel.")
              : new Evidence.NoTrace("The video is uploaded and not published.");
        });
  }

  Optional<Details> details(Step finish, AccountToken.Usable token) {
    return status(finish.requestHash(), token) instanceof Reply.Ok<Status>(var status)
        ? Optional.of(new Details(finish.requestHash(), status.permalink()))
        : Optional.empty();
  }

  private Reply<Status> status(String video, AccountToken.Usable token) {
    return graph
        .get(video, token, Map.of("fields", "status,permalink_url"))
        .then(answer -> new Reply.Ok<>(Status.of(answer)));
  }

  /**
   * A video's.
   *
   * @param bytes that have arrived
   * @param publishing whether the finish is known to have arrived
   */
  private record Status(
      boolean uploaded,
      long bytes,
      boolean publishing,
      boolean published,
      @Nullable PlatformError failure,
      @Nullable String permalink) {
    private static final Status NEW = new Status(false, 0, false, false, null, null);

    static Status of(JsonNode video) {
      var status = video.path("status");
      var uploading = status.path("uploading_phase");
      var publishing = status.path("publishing_phase");
      return new Status(
          complete(uploading),
          // The field has Meta's own spelling.
          uploading.path("bytes_transfered").asLong(0),
          publishing.path("status").asString("").equals("in_progress"),
          complete(publishing)
              && publishing.path("publish_status").asString("published").equals("published"),
          failure(status),
          permalink(video.path("permalink_url").asString(null)));
    }

    /** Meta's text says completed, its examples say complete. */
    private static boolean complete(JsonNode phase) {
      return phase.path("status").asString("").startsWith("complete");
    }

    private static @Nullable PlatformError failure(JsonNode status) {
      for (var name : List.of("uploading_phase", "processing_phase", "publishing_phase")) {
        var phase = status.path(name);
        if (phase.path("status").asString("").equals("error")) {
          var code = phase.findValue("code");
          return code == null || !code.isNumber()
              ? Facebook.ERRORS.of("ProcessingFailedError")
              : Facebook.ERRORS.ofSubcode(code.asString());
        }
      }
      return switch (status.path("video_status").asString("")) {
        case "error", "expired", "upload_failed" -> Facebook.ERRORS.of("ProcessingFailedError");
        default -> null;
      };
    }

    /** Videos are told without the host. */
    private static @Nullable String permalink(@Nullable String path) {
      return path != null && path.startsWith("/") ? WEB + path : path;
    }
  }
}
