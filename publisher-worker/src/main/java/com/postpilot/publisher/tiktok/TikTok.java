package com.postpilot.publisher.tiktok;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Pace;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.ledger.StepKind;
import com.postpilot.publisher.media.MediaUrls;
import com.postpilot.publisher.platform.ErrorCatalogue;
import com.postpilot.publisher.platform.ErrorClass;
import com.postpilot.publisher.platform.Evidence;
import com.postpilot.publisher.platform.Made;
import com.postpilot.publisher.platform.PlatformError;
import com.postpilot.publisher.platform.Progress;
import com.postpilot.publisher.platform.Reply;
import com.postpilot.publisher.platform.SocialPlatform;
import com.postpilot.publisher.platform.StepLog;
import com.postpilot.publisher.tiktok.PostingProperties.VideoSource;
import com.postpilot.publisher.token.AccountToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Creator info, init, chunks, poll. Where TikTok fetches the media, the init is the visible step;
 * where we send the video, its last chunk is. TikTok answers both with a publish id, of which it
 * tells what came; only an init whose answer was lost has none.
 */
@Component
class TikTok implements SocialPlatform {
  static final ErrorCatalogue ERRORS = new ErrorCatalogue(Platform.TIKTOK, TikTok.class);

  /** An upload URL is valid for an hour. */
  private static final Duration SESSION_LIFE = Duration.ofMinutes(50);

  /** How far TikTok's clock may be behind ours. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

  private final TikTokClient client;
  private final PostRequest requests;
  private final VideoUpload uploads;
  private final StepLog steps;
  private final Pace pace;
  private final PostingProperties posting;

  TikTok(
      TikTokClient client,
      MediaUrls media,
      VideoUpload uploads,
      StepLog steps,
      Pace pace,
      PostingProperties posting) {
    this.client = client;
    this.requests = new PostRequest(media);
    this.uploads = uploads;
    this.steps = steps;
    this.pace = pace;
    this.posting = posting;
  }

  @Override
  public Platform platform() {
    return Platform.TIKTOK;
  }

  @Override
  public ErrorCatalogue errors() {
    return ERRORS;
  }

  @Override
  public Progress publish(Claim claim, AccountToken.Usable token, Predicate<String> taken) {
    return refusedByUs(claim.publication().options())
        .<Progress>map(Progress.Refused::new)
        .or(() -> sentBefore(claim, token))
        .orElseGet(() -> isUpload(claim) ? upload(claim, token) : order(claim, token));
  }

  /** TikTok wants a person to have agreed, and to have chosen who may see the post. */
  private static Optional<PlatformError> refusedByUs(Map<String, Object> options) {
    if (options.get("consent_at") == null) {
      return Optional.of(ERRORS.of("consent_required"));
    }
    return options.get("privacy_level") == null
        ? Optional.of(ERRORS.of("privacy_required"))
        : Optional.empty();
  }

  /** An upload that was taken for incomplete, and that was published after all. */
  private Optional<Progress> sentBefore(Claim claim, AccountToken.Usable token) {
    return claim
        .sent(StepKind.LAST_CHUNK)
        .filter(sent -> sent.outcome() == Step.Outcome.ABSENT)
        .flatMap(
            sent ->
                client
                    .status(VideoUpload.Session.of(sent).publishId(), token)
                    .found(
                        Platform.TIKTOK,
                        error -> error.kind() == ErrorClass.CONTENT,
                        answer ->
                            status(answer).equals("PUBLISH_COMPLETE")
                                ? Optional.of(new Progress.Live(sent.no(), postId(answer)))
                                : Optional.empty())
                    .stream())
        .findFirst();
  }

  private boolean isUpload(Claim claim) {
    return posting.videoSource() == VideoSource.FILE_UPLOAD
        && claim.publication().media().getFirst().kind() == MediaKind.VIDEO;
  }

  private Progress upload(Claim claim, AccountToken.Usable token) {
    var hash = claim.publication().contentHash();
    boolean open =
        steps
            .done(claim, StepKind.INIT, 0, hash)
            .filter(step -> step.startedAt().plus(SESSION_LIFE).isAfter(claim.claimedAt()))
            .isPresent();
    return (open ? Optional.<Progress>empty() : unwelcome(claim, token))
        .orElseGet(
            () ->
                steps
                    .prepare(claim, StepKind.INIT, 0, hash, SESSION_LIFE, () -> open(claim, token))
                    .then(session -> uploads.send(claim, session.made())));
  }

  private Reply<Made> open(Claim claim, AccountToken.Usable token) {
    return client
        .init("video", token, requests.upload(claim.publication()))
        .then(answer -> Reply.opened(answer, "publish_id"));
  }

  private Progress order(Claim claim, AccountToken.Usable token) {
    var publication = claim.publication();
    boolean video = publication.media().getFirst().kind() == MediaKind.VIDEO;
    return unwelcome(claim, token)
        .orElseGet(
            () ->
                steps.handOver(
                    claim,
                    StepKind.PULL,
                    publication.contentHash(),
                    () ->
                        client
                            .init(
                                video ? "video" : "content",
                                token,
                                video ? requests.pull(publication) : requests.photos(publication))
                            .then(answer -> Reply.text(answer, "publish_id"))));
  }

  /**
   * Asks, as TikTok wants before every post, what the creator may do; empty if this post may go.
   */
  private Optional<Progress> unwelcome(Claim claim, AccountToken.Usable token) {
    var wait =
        pace.untilNextInit(claim.publication(), posting.callsPerMinute().init(), CallBudget.MINUTE);
    return wait.isPresent()
        ? Optional.of(new Progress.Refused(PlatformError.budgetSpent("init", wait.get())))
        : client
            .creatorInfo(token)
            .found(
                Platform.TIKTOK,
                creator -> refusedBy(creator, claim).<Progress>map(Progress.Refused::new));
  }

  private static Optional<PlatformError> refusedBy(JsonNode creator, Claim claim) {
    var privacy = String.valueOf(claim.publication().options().get("privacy_level"));
    if (StreamSupport.stream(creator.path("privacy_level_options").spliterator(), false)
        .noneMatch(option -> option.asString("").equals(privacy))) {
      return Optional.of(ERRORS.of("privacy_level_option_mismatch"));
    }
    long most = creator.path("max_video_post_duration_sec").asLong(Long.MAX_VALUE / 1_000) * 1_000;
    return claim.publication().media().stream()
            .map(PostDue.Media::durationMs)
            .anyMatch(duration -> duration != null && duration > most)
        ? Optional.of(ERRORS.of("duration_check_failed"))
        : Optional.empty();
  }

  @Override
  public Evidence lookUp(
      Claim claim, Step unsettled, AccountToken.Usable token, Predicate<String> taken) {
    var publishId = publishId(unsettled);
    if (publishId == null) {
      return videos(unsettled, token, taken)
          .evidence(
              found ->
                  found
                      .<Evidence>map(video -> new Evidence.Live(video.remoteId()))
                      .orElseGet(
                          () ->
                              // Only public videos are listed: that it is not there proves nothing.
                              new Evidence.Unclear("No public video has its text.")));
    }
    return switch (client.status(publishId, token)) {
      case Reply.Refused<JsonNode>(var error) when error.kind() == ErrorClass.WAIT ->
          new Evidence.Pending(
              Objects.requireNonNullElse(error.rest(), Duration.ofMinutes(1)), error.cause());
      case Reply<JsonNode> reply ->
          reply.evidence(answer -> evidence(answer, unsettled, claim.claimedAt()));
    };
  }

  private static @Nullable String publishId(Step sent) {
    return sent.kind() == StepKind.LAST_CHUNK
        ? VideoUpload.Session.of(sent).publishId()
        : sent.remoteId();
  }

  private static Evidence evidence(JsonNode answer, Step sent, Instant now) {
    return switch (status(answer)) {
      case "PUBLISH_COMPLETE" -> new Evidence.Live(postId(answer));
      case "FAILED" -> new Evidence.GivenUp(ERRORS.of(answer.path("fail_reason").asString("")));
      case "PROCESSING_UPLOAD", "PROCESSING_DOWNLOAD" ->
          isIncomplete(answer, sent)
              ? new Evidence.NoTrace("TikTok does not have the whole video.")
              : new Evidence.Pending(
                  pause(sent.startedAt(), now), "TikTok still processes the post.");
      default -> new Evidence.Unclear("TikTok says " + status(answer) + ".");
    };
  }

  /** Whether a last chunk without an answer did not arrive. */
  private static boolean isIncomplete(JsonNode answer, Step sent) {
    return sent.kind() == StepKind.LAST_CHUNK
        && sent.remoteId() == null
        && answer.path("uploaded_bytes").asLong(0) < VideoUpload.Session.of(sent).size();
  }

  /** The longer it takes, the longer the pauses: one second at first, thirty at last. */
  private static Duration pause(Instant since, Instant now) {
    long tenth = Duration.between(since, now).toMillis() / 10;
    return Duration.ofMillis(Math.clamp(tenth, 1_000, 30_000));
  }

  private static String status(JsonNode answer) {
    return answer.path("status").asString("");
  }

  /** Only public posts have one, and only after moderation. The field has TikTok's own spelling. */
  private static @Nullable String postId(JsonNode answer) {
    return answer.path("publicaly_available_post_id").path(0).asString(null);
  }

  @Override
  public Optional<Details> details(
      Step sent, @Nullable String remoteId, AccountToken.Usable token, Predicate<String> taken) {
    var publishId = publishId(sent);
    if (publishId == null) {
      return videos(sent, token, taken) instanceof Reply.Ok<Optional<Details>>(var found)
          ? found
          : Optional.empty();
    }
    var id = remoteId == null ? late(publishId, token) : remoteId;
    return id == null ? Optional.empty() : Optional.of(new Details(id, shareUrl(id, token)));
  }

  private @Nullable String late(String publishId, AccountToken.Usable token) {
    return client.statusIfSpare(publishId, token) instanceof Reply.Ok<JsonNode>(var answer)
        ? postId(answer)
        : null;
  }

  private @Nullable String shareUrl(String id, AccountToken.Usable token) {
    if (client.videos(token) instanceof Reply.Ok<JsonNode>(var answer)) {
      for (var video : answer.path("videos")) {
        if (video.path("id").asString("").equals(id)) {
          return video.path("share_url").asString(null);
        }
      }
    }
    return null;
  }

  /** The oldest public video with this text that was made since and is nobody else's. */
  private Reply<Optional<Details>> videos(
      Step sent, AccountToken.Usable token, Predicate<String> taken) {
    var since = sent.startedAt().minus(CLOCK_SKEW);
    return client
        .videos(token)
        .then(
            answer ->
                new Reply.Ok<>(
                    StreamSupport.stream(answer.path("videos").spliterator(), false)
                        .filter(video -> says(video, sent.sentText()))
                        .filter(video -> madeAt(video).isAfter(since))
                        .filter(video -> !taken.test(video.path("id").asString("")))
                        .reduce((newer, older) -> older)
                        .map(
                            video ->
                                new Details(
                                    video.path("id").asString(""),
                                    video.path("share_url").asString(null)))));
  }

  private static Instant madeAt(JsonNode video) {
    return Instant.ofEpochSecond(video.path("create_time").asLong(0));
  }

  private static boolean says(JsonNode video, String text) {
    return video.path("title").asString("").strip().equals(text.strip())
        || video.path("video_description").asString("").strip().equals(text.strip());
  }
}
