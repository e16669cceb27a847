package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.facebook.account.PageVisit;
import com.postpilot.sandbox.facebook.publishing.PhotoFact.PhotoStaged;
import com.postpilot.sandbox.facebook.publishing.PhotoFact.PhotosPosted;
import com.postpilot.sandbox.fault.Fault;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.Opaque;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.media.MediaFile;
import com.postpilot.sandbox.publication.Publication;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.traffic.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stages photos, and publishes posts. Nothing stops a post from being published twice. */
@Component
class PagePosting {

  private static final int PHOTO_ID_LENGTH = 18;
  private static final int POST_ID_LENGTH = 18;

  private final StagedPhotos photos;
  private final Publications publications;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  PagePosting(
      StagedPhotos photos,
      Publications publications,
      Journal journal,
      SandboxClock clock,
      CurrentLimits limits) {
    this.photos = photos;
    this.publications = publications;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  /** Returns the id of the photo, which nobody sees yet. */
  String stage(PageVisit visit, MediaFile photo) {
    return journal.exclusively(
        () -> {
          var staged = staged(visit, photo);
          journal.append(staged);
          return staged.id();
        });
  }

  /** A photo that is a post of its own; the photo's id is the post's source. */
  Publication publishPhoto(PageVisit visit, MediaFile photo, String message, Instant requestedAt) {
    return journal.exclusively(
        () -> {
          refuseRepeat(visit, message);
          var staged = staged(visit, photo);
          var post = post(visit, message, null, List.of(photo), staged.id(), requestedAt);
          journal.append(post);
          return post;
        });
  }

  Publication publish(PageVisit visit, PostContent content, Instant requestedAt) {
    return journal.exclusively(
        () -> {
          var files = content.photoIds().stream().map(id -> unposted(visit, id).file()).toList();
          refuseRepeat(visit, content.message());
          var post = post(visit, content.message(), content.link(), files, null, requestedAt);
          journal.append(post);
          if (!files.isEmpty()) { // after the post: a crash in between must not use photos up
            journal.append(new PhotosPosted(content.photoIds()));
          }
          return post;
        });
  }

  private PhotoStaged staged(PageVisit visit, MediaFile photo) {
    return new PhotoStaged(
        Opaque.id("1221", PHOTO_ID_LENGTH),
        visit.page().id(),
        photo,
        clock.instant().plusSeconds(limits.facebook().stagedPhotoSeconds()));
  }

  private PhotoStaged unposted(PageVisit visit, String id) {
    if (photos.isPosted(id)) {
      throw PageError.PHOTO_ALREADY_POSTED.toGraphError();
    }
    return photos
        .find(id, visit.page().id(), clock.instant())
        .orElseThrow(() -> GraphError.noSuchObject(id));
  }

  private void refuseRepeat(PageVisit visit, String message) {
    if (!limits.facebook().refuseRepeats() || message.isBlank()) {
      return;
    }
    publications.of(Platform.FACEBOOK, visit.page().id()).reversed().stream()
        .filter(publication -> !PostPaths.isReel(publication))
        .findFirst()
        .filter(latest -> latest.caption().equals(message))
        .ifPresent(
            latest -> {
              throw GraphError.of(506, "(#506) Duplicate status message");
            });
  }

  private Publication post(
      PageVisit visit,
      String message,
      @Nullable String link,
      List<MediaFile> media,
      @Nullable String sourceId,
      Instant requestedAt) {
    var now = clock.instant();
    var lag = visit.twist().get().map(Fault::lag).orElse(Duration.ZERO);
    var id = visit.page().id() + "_" + Opaque.id("1220", POST_ID_LENGTH);
    return new Publication(
        Platform.FACEBOOK,
        visit.page().id(),
        visit.page().handle(),
        id,
        sourceId,
        PostPaths.ofPost(id),
        message,
        link,
        null,
        media.size(),
        media,
        requestedAt,
        now,
        now.plus(lag));
  }
}
