package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.facebook.account.FacebookApp;
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
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Photos and posts of a Page. */
@GraphApi
@RequestMapping("/fb-graph/{version:v[0-9]+\\.[0-9]+}")
class PagePostController {

  private static final String LIST_FIELDS = "created_time,message,id";

  private final FacebookDoor door;
  private final PhotoIntake intake;
  private final PagePosting posting;
  private final Publications publications;
  private final Journal journal;
  private final SandboxClock clock;
  private final FacebookApp app;

  PagePostController(
      FacebookDoor door,
      PhotoIntake intake,
      PagePosting posting,
      Publications publications,
      Journal journal,
      SandboxClock clock,
      FacebookApp app) {
    this.door = door;
    this.intake = intake;
    this.posting = posting;
    this.publications = publications;
    this.journal = journal;
    this.clock = clock;
    this.app = app;
  }

  /**
   * @param postId of the post that the photo became; absent for a staged one
   */
  record PhotoResponse(@Nullable String id, @Nullable String postId) {}

  record PostResponse(String id) {}

  @PostMapping("/{page:me|10[0-9]{13}}/photos")
  PhotoResponse photo(GraphRequest request, @PathVariable String page) {
    return door.enterAsPage(
        request,
        Operation.PHOTO,
        Permission.PAGES_MANAGE_POSTS,
        page,
        visit -> {
          var message =
              PostContent.message(
                  request, request.parameter("caption").isPresent() ? "caption" : "message");
          var photo = intake.take(request.required("url"));
          if (request.parameter("published").orElse("true").equals("false")) {
            return new PhotoResponse(posting.stage(visit, photo), null);
          }
          var post = posting.publishPhoto(visit, photo, message, request.receivedAt());
          return new PhotoResponse(post.sourceId(), post.remoteId());
        });
  }

  @PostMapping("/{page:me|10[0-9]{13}}/feed")
  PostResponse post(GraphRequest request, @PathVariable String page) {
    return door.enterAsPage(
        request,
        Operation.FEED,
        Permission.PAGES_MANAGE_POSTS,
        page,
        visit ->
            new PostResponse(
                posting.publish(visit, PostContent.of(request), request.receivedAt()).remoteId()));
  }

  @GetMapping("/{page:me|10[0-9]{13}}/{edge:feed|posts|published_posts}")
  GraphList list(
      GraphRequest request,
      @PathVariable String version,
      @PathVariable String page,
      @PathVariable String edge) {
    return door.enterAsPage(
        request,
        Operation.LIST,
        Permission.PAGES_READ_ENGAGEMENT,
        page,
        visit ->
            GraphList.of(
                listed(visit.page().id(), request),
                Publication::remoteId,
                post -> show(post, request, LIST_FIELDS),
                request,
                "/fb-graph/%s/%s/%s".formatted(version, page, edge)));
  }

  @GetMapping("/{post:10[0-9]{13}_[0-9]+}")
  Map<String, Object> details(GraphRequest request, @PathVariable String post) {
    return door.enterAsPage(
        request,
        Operation.DETAILS,
        Permission.PAGES_READ_ENGAGEMENT,
        visit ->
            journal
                .exclusively(() -> publications.withRemoteId(post))
                .filter(found -> found.account().equals(visit.page().id()))
                .map(found -> show(found, request, LIST_FIELDS))
                .orElseThrow(() -> GraphError.noSuchObject(post)));
  }

  private Map<String, Object> show(Publication post, GraphRequest request, String otherwise) {
    return PostShape.seenFrom(request.origin(), app).show(post, request, otherwise);
  }

  /** Newest first; reels are not posts. */
  private List<Publication> listed(String pageId, GraphRequest request) {
    var now = clock.instant();
    var since = request.number("since", 0);
    var until = request.number("until", Long.MAX_VALUE);
    return journal.exclusively(
        () ->
            publications.of(Platform.FACEBOOK, pageId).reversed().stream()
                .filter(post -> !PostPaths.isReel(post) && post.isListedAt(now))
                .filter(post -> post.publishedAt().getEpochSecond() >= since)
                .filter(post -> post.publishedAt().getEpochSecond() <= until)
                .toList());
  }
}
