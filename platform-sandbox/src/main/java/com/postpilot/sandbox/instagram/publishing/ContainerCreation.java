package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.fault.Fault;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.graph.Opaque;
import com.postpilot.sandbox.instagram.account.Visit;
import com.postpilot.sandbox.instagram.publishing.Container.Kind;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.limit.RollingDay;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Creates containers.
 *
 * <p>Pictures are fetched and judged before the answer, so their faults are answered as errors of
 * the creation, as the real API does for images; only what happens to an accepted picture later
 * shows in the container's status. Videos are accepted unseen: all their faults show there.
 */
@Component
class ContainerCreation {

  private static final int MAX_ALT_TEXT = 1000;
  private static final int MIN_CHILDREN = 2;
  private static final int MAX_CHILDREN = 10;

  private final Containers containers;
  private final ImageIntake images;
  private final ReelIntake videos;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  ContainerCreation(
      Containers containers,
      ImageIntake images,
      ReelIntake videos,
      Journal journal,
      SandboxClock clock,
      CurrentLimits limits) {
    this.containers = containers;
    this.images = images;
    this.videos = videos;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  Container create(Visit visit, GraphRequest request) {
    var caption = request.parameter("caption").orElse("");
    CaptionRules.check(caption);
    return switch (request.parameter("media_type").orElse("IMAGE")) {
      case "IMAGE" -> createImage(visit, request, caption);
      case "REELS" -> createReel(visit, request, caption);
      case "VIDEO" -> createVideoItem(visit, request);
      case "CAROUSEL" -> createCarousel(visit, request, caption);
      default -> throw MediaError.UNKNOWN_MEDIA_TYPE.toGraphError();
    };
  }

  private Container createImage(Visit visit, GraphRequest request, String caption) {
    if (request.parameter("alt_text").orElse("").length() > MAX_ALT_TEXT) {
      throw GraphError.invalidParameter("alt_text has more than 1000 characters");
    }
    var picture = images.take(request.required("image_url"));
    var isItem = isItem(request);
    return journal.exclusively(
        () ->
            add(
                visit,
                isItem ? Kind.CAROUSEL_ITEM : Kind.IMAGE,
                isItem ? "" : caption,
                Taken.picture(picture)));
  }

  private Container createReel(Visit visit, GraphRequest request, String caption) {
    if (isItem(request)) {
      throw GraphError.invalidParameter("A reel cannot be a carousel item");
    }
    var video = videos.take(request.required("video_url"), request.number("thumb_offset", 0));
    return journal.exclusively(() -> add(visit, Kind.REEL, caption, video));
  }

  /** A video is a post of its own as a reel only. */
  private Container createVideoItem(Visit visit, GraphRequest request) {
    if (!isItem(request)) {
      throw MediaError.UNKNOWN_MEDIA_TYPE.toGraphError();
    }
    var video = videos.take(request.required("video_url"), 0);
    return journal.exclusively(() -> add(visit, Kind.CAROUSEL_ITEM, "", video));
  }

  private static boolean isItem(GraphRequest request) {
    return request.parameter("is_carousel_item").orElse("false").equals("true");
  }

  private Container createCarousel(Visit visit, GraphRequest request, String caption) {
    var children = ids(request.required("children"));
    if (children.size() < MIN_CHILDREN || children.size() > MAX_CHILDREN) {
      throw MediaError.CAROUSEL_SIZE.toGraphError();
    }
    return journal.exclusively(
        () -> {
          var items = children.stream().map(id -> item(visit, id).media().getFirst()).toList();
          return add(visit, Kind.CAROUSEL, caption, Taken.items(items));
        });
  }

  /** Reads {@code 1,2} and {@code ["1","2"]}. */
  private static List<String> ids(String children) {
    return Arrays.stream(children.split("[\\[\\]\",\\s]+", -1))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  private Container item(Visit visit, String id) {
    var item =
        containers
            .find(id, visit.profile().id())
            .filter(container -> container.kind() == Kind.CAROUSEL_ITEM)
            .orElseThrow(MediaError.MEDIA_NOT_FOUND::toGraphError);
    return switch (item.statusAt(clock.instant())) {
      case IN_PROGRESS -> throw MediaError.NOT_READY.toGraphError();
      case ERROR -> throw MediaError.UNKNOWN_UPLOAD.toGraphError();
      case EXPIRED -> throw MediaError.CONTAINER_EXPIRED.toGraphError();
      case FINISHED, PUBLISHED -> item;
    };
  }

  private Container add(Visit visit, Kind kind, String caption, Taken taken) {
    var profileId = visit.profile().id();
    var now = clock.instant();
    if (new RollingDay(now)
        .isFull(
            limits.instagram().containersPerDay(),
            containers.of(profileId),
            Container::createdAt)) {
      throw MediaError.QUOTA_REACHED.toGraphError();
    }
    var container =
        new Container(
            freeId(),
            profileId,
            kind,
            caption,
            taken.media(),
            now,
            now.plusMillis(processingMs(taken)),
            now.plusSeconds(limits.instagram().containerSeconds()),
            taken.failure() == null ? failure(visit) : taken.failure());
    journal.append(container);
    return container;
  }

  private long processingMs(Taken taken) {
    return taken.isVideo()
        ? limits.instagram().videoProcessingMs()
        : limits.instagram().processingMs();
  }

  private String freeId() {
    String id;
    do {
      id = Opaque.id("179", 17);
    } while (containers.has(id));
    return id;
  }

  private static @Nullable Integer failure(Visit visit) {
    Function<Fault, @Nullable Integer> subcode =
        fault ->
            fault.errorSubcode() == null
                ? MediaError.UNKNOWN_UPLOAD.subcode()
                : fault.errorSubcode();
    return visit.twist().get().map(subcode).orElse(null);
  }
}
