package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.facebook.account.FacebookDoor;
import com.postpilot.sandbox.facebook.account.Permission;
import com.postpilot.sandbox.graph.GraphApi;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphList;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.publication.Publication;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Reels of a Page: begun and finished here, uploaded elsewhere. */
@GraphApi
@RequestMapping("/fb-graph/{version:v[0-9]+\\.[0-9]+}")
class ReelController {

  private static final String LIST_FIELDS = "description,updated_time,id";

  private final FacebookDoor door;
  private final ReelPublishing publishing;
  private final Reels reels;
  private final Publications publications;
  private final Journal journal;
  private final SandboxClock clock;

  ReelController(
      FacebookDoor door,
      ReelPublishing publishing,
      Reels reels,
      Publications publications,
      Journal journal,
      SandboxClock clock) {
    this.door = door;
    this.publishing = publishing;
    this.reels = reels;
    this.publications = publications;
    this.journal = journal;
    this.clock = clock;
  }

  record StartResponse(String videoId, String uploadUrl) {}

  record FinishResponse(boolean success) {}

  @PostMapping("/{page:me|10[0-9]{13}}/video_reels")
  Object reel(GraphRequest request, @PathVariable String version, @PathVariable String page) {
    return switch (request.parameter("upload_phase").orElse("")) {
      case "start" -> start(request, version, page);
      case "finish" -> finish(request, page);
      default -> throw GraphError.invalidParameter("upload_phase is either start or finish");
    };
  }

  private StartResponse start(GraphRequest request, String version, String page) {
    return door.enterAsPage(
        request,
        Operation.REEL_START,
        Permission.PAGES_MANAGE_POSTS,
        page,
        visit -> {
          var id = publishing.start(visit);
          return new StartResponse(
              id, "%s/fb-rupload/video-upload/%s/%s".formatted(request.origin(), version, id));
        });
  }

  private FinishResponse finish(GraphRequest request, String page) {
    return door.enterAsPage(
        request,
        Operation.REEL_FINISH,
        Permission.PAGES_MANAGE_POSTS,
        page,
        visit -> {
          publishing.finish(
              visit,
              request.required("video_id"),
              isPublished(request),
              PostContent.message(request, "description"),
              request.receivedAt());
          return new FinishResponse(true);
        });
  }

  /** Without a state it stays a draft. */
  private static boolean isPublished(GraphRequest request) {
    return switch (request.parameter("video_state").orElse("DRAFT")) {
      case "PUBLISHED" -> true;
      case "DRAFT" -> false;
      default -> throw GraphError.invalidParameter("video_state is either PUBLISHED or DRAFT");
    };
  }

  @GetMapping("/{video:9[0-9]{15}}")
  Map<String, Object> details(GraphRequest request, @PathVariable String video) {
    return door.enterAsPage(
        request,
        Operation.DETAILS,
        Permission.PAGES_READ_ENGAGEMENT,
        visit ->
            journal.exclusively(
                () -> show(reels.require(video, visit.page().id()), request, "id")));
  }

  @GetMapping("/{page:me|10[0-9]{13}}/video_reels")
  GraphList list(GraphRequest request, @PathVariable String version, @PathVariable String page) {
    return door.enterAsPage(
        request,
        Operation.LIST,
        Permission.PAGES_READ_ENGAGEMENT,
        page,
        visit ->
            journal.exclusively(
                () ->
                    GraphList.of(
                        listed(visit.page().id()),
                        Reel::id,
                        reel -> show(reel, request, LIST_FIELDS),
                        request,
                        "/fb-graph/%s/%s/video_reels".formatted(version, page))));
  }

  private Map<String, Object> show(Reel reel, GraphRequest request, String otherwise) {
    return ReelShape.seenFrom(request.origin(), publications, clock.instant())
        .show(reel, request, otherwise);
  }

  /** Published ones, newest first. */
  private List<Reel> listed(String pageId) {
    var now = clock.instant();
    return publications.of(Platform.FACEBOOK, pageId).reversed().stream()
        .filter(PostPaths::isReel)
        .filter(publication -> publication.isListedAt(now))
        .map(Publication::remoteId)
        .map(id -> reels.require(id, pageId))
        .toList();
  }
}
