package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.facebook.account.PageVisit;
import com.postpilot.sandbox.facebook.publishing.Reel.Failure;
import com.postpilot.sandbox.facebook.publishing.Reel.Finish;
import com.postpilot.sandbox.facebook.publishing.ReelFact.ReelFinished;
import com.postpilot.sandbox.facebook.publishing.ReelFact.ReelStarted;
import com.postpilot.sandbox.fault.Fault;
import com.postpilot.sandbox.fault.FaultKind;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.Opaque;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.limit.RollingDay;
import com.postpilot.sandbox.media.MediaFile;
import com.postpilot.sandbox.publication.Publication;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.traffic.Platform;
import com.postpilot.sandbox.video.KeptVideo;
import com.postpilot.sandbox.video.VideoIntake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Begins reels, and publishes those whose video arrived. A reel is published at most once. */
@Component
class ReelPublishing {

  private static final int VIDEO_ID_LENGTH = 16;
  private static final int SERVICE_UNAVAILABLE = 1363047;

  private final Reels reels;
  private final ReelFiles files;
  private final VideoIntake videos;
  private final Publications publications;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  ReelPublishing(
      Reels reels,
      ReelFiles files,
      VideoIntake videos,
      Publications publications,
      Journal journal,
      SandboxClock clock,
      CurrentLimits limits) {
    this.reels = reels;
    this.files = files;
    this.videos = videos;
    this.publications = publications;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  /** Returns the video's id. */
  String start(PageVisit visit) {
    return journal.exclusively(
        () -> {
          requireQuota(visit);
          var id = Opaque.id("9", VIDEO_ID_LENGTH);
          journal.append(new ReelStarted(id, visit.page().id(), clock.instant()));
          return id;
        });
  }

  /** The video is complete: it is processed, and unless it is a draft it appears. */
  void finish(
      PageVisit visit, String videoId, boolean published, String description, Instant requestedAt) {
    journal.exclusively(() -> requireFinishable(visit, videoId));
    var video = videos.take(files.copy(videoId));
    journal.exclusively(
        () -> {
          requireFinishable(visit, videoId);
          if (published) {
            requireQuota(visit);
          }
          var finish = finish(visit.twist().get(), video, published, description);
          if (published && finish.value().failure() == null) {
            // Before the reel is settled: a crash in between leaves a reel that is published.
            journal.append(publication(visit, videoId, finish, requestedAt));
          }
          journal.append(new ReelFinished(videoId, finish.value()));
        });
    if (published) {
      files.forget(videoId);
    }
  }

  private record LaggingFinish(Finish value, Duration lag) {}

  private LaggingFinish finish(
      Optional<Fault> twist, Optional<KeptVideo> video, boolean published, String description) {
    var injected = twist.filter(fault -> fault.kind() == FaultKind.PROCESSING_FAILS);
    var lag = twist.filter(fault -> fault.kind() == FaultKind.LISTING_LAGS).map(Fault::lag);
    return new LaggingFinish(
        new Finish(
            published,
            description,
            video.map(KeptVideo::file).orElse(null),
            failure(injected.orElse(null), video),
            clock.instant().plusMillis(limits.facebook().reelProcessingMs())),
        lag.orElse(Duration.ZERO));
  }

  private static @Nullable Failure failure(@Nullable Fault injected, Optional<KeptVideo> video) {
    if (injected != null) {
      var code = Objects.requireNonNullElse(injected.errorCode(), SERVICE_UNAVAILABLE);
      return new Failure(code, "The sandbox was told to answer this");
    }
    return video.isPresent() ? ReelRules.failure(video.get().video()) : ReelRules.UNREADABLE;
  }

  private Reel requireFinishable(PageVisit visit, String videoId) {
    var reel = reels.require(videoId, visit.page().id());
    if (reel.isSettled() || publications.madeOf(videoId).isPresent()) {
      throw GraphError.of(6000, "There was a problem uploading your video file: it is finished.");
    }
    if (!reel.isUploaded()) {
      throw GraphError.of(
          6000, "There was a problem uploading your video file: bytes of it are missing.");
    }
    return reel;
  }

  private void requireQuota(PageVisit visit) {
    var published =
        publications.of(Platform.FACEBOOK, visit.page().id()).stream()
            .filter(PostPaths::isReel)
            .toList();
    if (new RollingDay(clock.instant())
        .isFull(limits.facebook().reelsPerDay(), published, Publication::publishedAt)) {
      throw GraphError.of(
          613, "(#613) Calls to this api have exceeded the rate limit: 30 reels in 24 hours.");
    }
  }

  private Publication publication(
      PageVisit visit, String videoId, LaggingFinish finish, Instant requestedAt) {
    var readyAt = finish.value().readyAt();
    var media = List.<MediaFile>of(Objects.requireNonNull(finish.value().media()));
    return new Publication(
        Platform.FACEBOOK,
        visit.page().id(),
        visit.page().handle(),
        videoId,
        videoId,
        PostPaths.ofReel(videoId),
        finish.value().description(),
        null,
        null,
        media.size(),
        media,
        requestedAt,
        readyAt,
        readyAt.plus(finish.lag()));
  }
}
