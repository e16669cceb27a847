package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.facebook.publishing.Reel.Failure;
import com.postpilot.sandbox.graph.GraphTime;
import com.postpilot.sandbox.publication.Publication;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code status} of a reel: how far each of its phases got. */
record ReelStatus(
    String videoStatus,
    UploadingPhase uploadingPhase,
    ProcessingPhase processingPhase,
    PublishingPhase publishingPhase) {

  private static final String NOT_STARTED = "not_started";
  private static final String IN_PROGRESS = "in_progress";
  private static final String COMPLETE = "complete";
  private static final String ERROR = "error";

  /**
   * @param bytesTransfered Facebook writes it so
   */
  record UploadingPhase(String status, long bytesTransfered) {}

  record ProcessingPhase(String status, @Nullable List<Failure> errors) {}

  record PublishingPhase(
      String status, @Nullable String publishStatus, @Nullable String publishTime) {}

  /**
   * @param published the post that it became, once the API shows it
   */
  static ReelStatus of(Reel reel, @Nullable Publication published, Instant now) {
    return new ReelStatus(
        videoStatus(reel, published, now),
        new UploadingPhase(uploading(reel), reel.arrived()),
        processing(reel, published, now),
        publishing(reel, published));
  }

  private static String videoStatus(Reel reel, @Nullable Publication published, Instant now) {
    if (published != null || isReadyDraft(reel, now)) {
      return "ready";
    }
    if (failure(reel, now) != null) {
      return ERROR;
    }
    if (reel.finish() != null) {
      return "processing";
    }
    return reel.isUploaded() ? "upload_complete" : "uploading";
  }

  private static String uploading(Reel reel) {
    if (reel.isUploaded()) {
      return COMPLETE;
    }
    return reel.arrived() > 0 ? IN_PROGRESS : NOT_STARTED;
  }

  private static ProcessingPhase processing(
      Reel reel, @Nullable Publication published, Instant now) {
    var failure = failure(reel, now);
    if (failure != null) {
      return new ProcessingPhase(ERROR, List.of(failure));
    }
    if (published != null || isReadyDraft(reel, now)) {
      return new ProcessingPhase(COMPLETE, null);
    }
    return new ProcessingPhase(reel.finish() == null ? NOT_STARTED : IN_PROGRESS, null);
  }

  private static PublishingPhase publishing(Reel reel, @Nullable Publication published) {
    if (published != null) {
      return new PublishingPhase(COMPLETE, "published", GraphTime.of(published.publishedAt()));
    }
    if (reel.finish() != null && !reel.finish().published()) {
      return new PublishingPhase(NOT_STARTED, "draft", null);
    }
    var isWaiting = reel.finish() != null && reel.finish().failure() == null;
    return new PublishingPhase(isWaiting ? IN_PROGRESS : NOT_STARTED, null, null);
  }

  private static @Nullable Failure failure(Reel reel, Instant now) {
    var finish = reel.finish();
    return finish == null || now.isBefore(finish.readyAt()) ? null : finish.failure();
  }

  private static boolean isReadyDraft(Reel reel, Instant now) {
    var finish = reel.finish();
    return finish != null
        && !finish.published()
        && finish.failure() == null
        && !now.isBefore(finish.readyAt());
  }
}
