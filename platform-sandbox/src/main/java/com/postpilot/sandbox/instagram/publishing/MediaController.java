package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.graph.GraphApi;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphList;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.instagram.account.GraphDoor;
import com.postpilot.sandbox.instagram.account.Scope;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.limit.RollingDay;
import com.postpilot.sandbox.publication.Publication;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Reads back what was published, and what may still be. */
@GraphApi
@RequestMapping("/ig-graph/{version:v[0-9]+\\.[0-9]+}")
class MediaController {

  private final GraphDoor door;
  private final Publications publications;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  MediaController(
      GraphDoor door,
      Publications publications,
      Journal journal,
      SandboxClock clock,
      CurrentLimits limits) {
    this.door = door;
    this.publications = publications;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  record QuotaResponse(List<Quota> data) {}

  record Quota(long quotaUsage, @Nullable QuotaConfig config) {}

  record QuotaConfig(int quotaTotal, long quotaDuration) {}

  @GetMapping("/{media:180[0-9]+}")
  Map<String, Object> details(GraphRequest request, @PathVariable String media) {
    return door.enter(
        request,
        Operation.DETAILS,
        Scope.BASIC,
        visit ->
            journal
                .exclusively(() -> publications.withRemoteId(media))
                .filter(publication -> publication.account().equals(visit.profile().id()))
                .map(publication -> show(publication, request))
                .orElseThrow(() -> GraphError.noSuchObject(media)));
  }

  @GetMapping("/{user:me|[0-9]+}/media")
  GraphList list(GraphRequest request, @PathVariable String version, @PathVariable String user) {
    return door.enter(
        request,
        Operation.LIST,
        Scope.BASIC,
        user,
        visit ->
            GraphList.of(
                listed(visit.profile().id()),
                Publication::remoteId,
                item -> show(item, request),
                request,
                "/ig-graph/%s/%s/media".formatted(version, user)));
  }

  @GetMapping("/{user:me|[0-9]+}/content_publishing_limit")
  QuotaResponse quota(GraphRequest request, @PathVariable String user) {
    return door.enter(
        request,
        Operation.QUOTA,
        Scope.CONTENT_PUBLISH,
        user,
        visit -> new QuotaResponse(List.of(quota(visit.profile().id(), request))));
  }

  private static Map<String, Object> show(Publication publication, GraphRequest request) {
    return MediaFields.seenFrom(request.origin()).show(publication, request, "id");
  }

  private List<Publication> listed(String profileId) {
    var now = clock.instant();
    return journal.exclusively(
        () ->
            publications.of(Platform.INSTAGRAM, profileId).reversed().stream()
                .filter(publication -> publication.isListedAt(now))
                .toList());
  }

  private Quota quota(String profileId, GraphRequest request) {
    var day = new RollingDay(clock.instant());
    var since = Instant.ofEpochSecond(request.number("since", day.start().getEpochSecond()));
    if (since.isBefore(day.start().minusSeconds(1))) {
      throw GraphError.invalidParameter("since must lie within the last 24 hours");
    }
    var used =
        journal.exclusively(
            () ->
                day.countSince(
                    since,
                    publications.of(Platform.INSTAGRAM, profileId),
                    Publication::publishedAt));
    var fields = List.of(request.parameter("fields").orElse("quota_usage").split(",", -1));
    var config =
        Optional.of(
                new QuotaConfig(limits.instagram().postsPerDay(), RollingDay.LENGTH.toSeconds()))
            .filter(shown -> fields.contains("config"));
    return new Quota(used, config.orElse(null));
  }
}
