package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.fault.Fault;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.Opaque;
import com.postpilot.sandbox.instagram.account.Visit;
import com.postpilot.sandbox.instagram.publishing.Container.Kind;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.limit.RollingDay;
import com.postpilot.sandbox.publication.Publication;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.traffic.Platform;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * The visible step: a container becomes a post, at most once.
 *
 * <p>What the real API answers to a second publish of the same container is not documented. Here it
 * is "media not found": the answer that looks least like success, so that a client which takes it
 * for one that may be repeated with a new container is found out.
 */
@Component
class Publishing {

  private static final int SHORTCODE_LENGTH = 11;

  private final Containers containers;
  private final Publications publications;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  Publishing(
      Containers containers,
      Publications publications,
      Journal journal,
      SandboxClock clock,
      CurrentLimits limits) {
    this.containers = containers;
    this.publications = publications;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  Publication publish(Visit visit, String containerId, Instant requestedAt) {
    return journal.exclusively(
        () -> {
          var container =
              containers
                  .find(containerId, visit.profile().id())
                  .filter(found -> publications.madeOf(found.id()).isEmpty())
                  .orElseThrow(MediaError.MEDIA_NOT_FOUND::toGraphError);
          requirePublishable(container);
          requireQuota(visit);
          var publication = publication(visit, container, requestedAt);
          journal.append(publication);
          return publication;
        });
  }

  private void requirePublishable(Container container) {
    if (container.kind() == Kind.CAROUSEL_ITEM) {
      throw GraphError.invalidParameter("A carousel item cannot be published on its own");
    }
    switch (container.statusAt(clock.instant())) {
      case IN_PROGRESS -> throw MediaError.NOT_READY.toGraphError();
      case ERROR -> throw MediaError.UNKNOWN_UPLOAD.toGraphError();
      case EXPIRED -> throw MediaError.CONTAINER_EXPIRED.toGraphError();
      case FINISHED, PUBLISHED -> {}
    }
  }

  private void requireQuota(Visit visit) {
    var published = publications.of(Platform.INSTAGRAM, visit.profile().id());
    if (new RollingDay(clock.instant())
        .isFull(limits.instagram().postsPerDay(), published, Publication::publishedAt)) {
      throw MediaError.QUOTA_REACHED.toGraphError();
    }
  }

  private Publication publication(Visit visit, Container container, Instant requestedAt) {
    var now = clock.instant();
    var lag = visit.twist().get().map(Fault::lag).orElse(Duration.ZERO);
    return new Publication(
        Platform.INSTAGRAM,
        visit.profile().id(),
        visit.profile().handle(),
        freeMediaId(),
        container.id(),
        Permalink.path(container.kind(), Opaque.text(SHORTCODE_LENGTH)),
        container.caption(),
        null,
        null,
        container.media().size(),
        container.media(),
        requestedAt,
        now,
        now.plus(lag));
  }

  private String freeMediaId() {
    String id;
    do {
      id = Opaque.id("180", 17);
    } while (publications.withRemoteId(id).isPresent());
    return id;
  }
}
