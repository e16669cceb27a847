package com.postpilot.sandbox.tiktok.posting;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.publication.Publication;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.tiktok.account.Scope;
import com.postpilot.sandbox.tiktok.account.TikTokDoor;
import com.postpilot.sandbox.tiktok.account.Visit;
import com.postpilot.sandbox.tiktok.api.Envelope;
import com.postpilot.sandbox.tiktok.api.ErrorCode;
import com.postpilot.sandbox.tiktok.api.TikTokApi;
import com.postpilot.sandbox.tiktok.api.TikTokError;
import com.postpilot.sandbox.tiktok.api.TikTokRequest;
import com.postpilot.sandbox.tiktok.posting.PostingFact.PostCancelled;
import com.postpilot.sandbox.traffic.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** How far a post is, and calling it off. */
@TikTokApi
@RequestMapping("/tiktok/v2/post/publish")
class StatusController {

  private final TikTokDoor door;
  private final Posts posts;
  private final Completion completion;
  private final Publications publications;
  private final Journal journal;
  private final SandboxClock clock;

  StatusController(
      TikTokDoor door,
      Posts posts,
      Completion completion,
      Publications publications,
      Journal journal,
      SandboxClock clock) {
    this.door = door;
    this.posts = posts;
    this.completion = completion;
    this.publications = publications;
    this.journal = journal;
    this.clock = clock;
  }

  record PublishIdRequest(@Nullable String publishId) {}

  /**
   * @param postIds spelt as TikTok spells it; numbers that JavaScript cannot hold
   */
  record StatusResponse(
      PostStatus status,
      String failReason,
      @JsonProperty("publicaly_available_post_id") List<Long> postIds,
      long uploadedBytes,
      long downloadedBytes) {}

  @PostMapping("/status/fetch/")
  Envelope fetch(TikTokRequest request) {
    return door.enter(
        request,
        Operation.POLL,
        Scope.VIDEO_PUBLISH,
        visit -> {
          completion.catchUp();
          return journal.exclusively(() -> Envelope.of(respond(known(visit, request))));
        });
  }

  /** A post that is not through yet is called off. */
  @PostMapping("/cancel/")
  Envelope cancel(TikTokRequest request) {
    return door.enter(
        request,
        Operation.CANCEL,
        Scope.VIDEO_PUBLISH,
        visit -> {
          completion.catchUp();
          return journal.exclusively(
              () -> {
                var progress = known(visit, request);
                requireProcessing(progress);
                journal.append(new PostCancelled(progress.post().publishId()));
                return Envelope.of(Map.of());
              });
        });
  }

  private void requireProcessing(PostProgress progress) {
    switch (progress.statusAt(clock.instant())) {
      case PROCESSING_UPLOAD, PROCESSING_DOWNLOAD -> {}
      case PUBLISH_COMPLETE, FAILED ->
          throw TikTokError.invalidParams("The post cannot be cancelled any more");
    }
  }

  private PostProgress known(Visit visit, TikTokRequest request) {
    var publishId = request.body(PublishIdRequest.class).publishId();
    var progress =
        posts
            .find(publishId == null ? "" : publishId)
            .orElseThrow(
                () ->
                    TikTokError.of(ErrorCode.INVALID_PUBLISH_ID, "The publish_id does not exist."));
    if (!progress.post().creator().openId().equals(visit.creator().openId())) {
      throw TikTokError.of(
          ErrorCode.TOKEN_NOT_AUTHORIZED_FOR_SPECIFIED_PUBLISH_ID,
          "The access_token does not have authorization to the publish_id.");
    }
    return progress;
  }

  private StatusResponse respond(PostProgress progress) {
    var now = clock.instant();
    var received = progress.receipt().map(Receipt::bytes).orElse(0L);
    var isUpload = progress.post().kind() == Post.Kind.UPLOADED_VIDEO;
    return new StatusResponse(
        progress.statusAt(now),
        progress.failReasonAt(now),
        postIds(progress.post(), now),
        isUpload ? Math.max(received, progress.storedBytes()) : 0,
        isUpload ? 0 : received);
  }

  /** Only of public posts, and only once they passed moderation. */
  private List<Long> postIds(Post post, Instant now) {
    return publications.madeOf(post.publishId()).stream()
        .filter(publication -> post.isPublic() && publication.isListedAt(now))
        .map(Publication::remoteId)
        .map(Long::valueOf)
        .toList();
  }
}
