package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.publication.Publication;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.tiktok.account.Scope;
import com.postpilot.sandbox.tiktok.account.TikTokDoor;
import com.postpilot.sandbox.tiktok.api.Envelope;
import com.postpilot.sandbox.tiktok.api.FieldReaders;
import com.postpilot.sandbox.tiktok.api.TikTokApi;
import com.postpilot.sandbox.tiktok.api.TikTokError;
import com.postpilot.sandbox.tiktok.api.TikTokRequest;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import com.postpilot.sandbox.video.VideoFile;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;

/** The creator's public videos, newest first. Photos are not among them. */
@TikTokApi
class VideoListController {

  private static final int DEFAULT_COUNT = 10;
  private static final int MAX_COUNT = 20;

  private final TikTokDoor door;
  private final Posts posts;
  private final Completion completion;
  private final Publications publications;
  private final Journal journal;
  private final SandboxClock clock;

  VideoListController(
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

  /**
   * @param cursor milliseconds since 1970: only videos that are older
   */
  record ListRequest(@Nullable Integer maxCount, @Nullable Long cursor) {}

  record ListResponse(List<Map<String, Object>> videos, long cursor, boolean hasMore) {}

  /** A publication and what its video is. */
  private record Listed(Publication publication, VideoFile video) {

    long createdMillis() {
      return publication.publishedAt().toEpochMilli();
    }
  }

  @PostMapping("/tiktok/v2/video/list/")
  Envelope list(TikTokRequest request) {
    return door.enter(
        request,
        Operation.LIST,
        Scope.VIDEO_LIST,
        visit -> {
          completion.catchUp();
          return Envelope.of(page(visit.creator().openId(), request));
        });
  }

  private ListResponse page(String openId, TikTokRequest request) {
    var asked = request.body(ListRequest.class);
    var fields = request.fields();
    var count = asked.maxCount() == null ? DEFAULT_COUNT : asked.maxCount();
    if (count < 1 || count > MAX_COUNT) {
      throw TikTokError.invalidParams("max_count must lie between 1 and 20");
    }
    var before = asked.cursor() == null ? Long.MAX_VALUE : asked.cursor();
    var older = videos(openId).stream().filter(video -> video.createdMillis() < before).toList();
    var shown = older.stream().limit(count).toList();
    var cursor = shown.isEmpty() ? clock.millis() : shown.getLast().createdMillis();
    var readers = readers(request.origin());
    return new ListResponse(
        shown.stream().map(video -> readers.show(video, fields)).toList(),
        cursor,
        older.size() > count);
  }

  private List<Listed> videos(String openId) {
    var now = clock.instant();
    return journal.exclusively(
        () ->
            publications.of(Platform.TIKTOK, openId).reversed().stream()
                .filter(publication -> publication.isListedAt(now))
                .flatMap(this::publicVideo)
                .toList());
  }

  private Stream<Listed> publicVideo(Publication publication) {
    return Stream.ofNullable(publication.sourceId())
        .flatMap(publishId -> posts.find(publishId).stream())
        .filter(progress -> progress.post().isPublic())
        .flatMap(progress -> progress.receipt().stream())
        .flatMap(receipt -> Stream.ofNullable(receipt.video()))
        .map(video -> new Listed(publication, video));
  }

  private static FieldReaders<Listed> readers(String origin) {
    Function<Listed, Object> caption = listed -> listed.publication().caption();
    Function<Listed, Object> link = listed -> origin + listed.publication().path();
    return new FieldReaders<Listed>()
        .with("id", listed -> listed.publication().remoteId())
        .with("title", caption)
        .with("video_description", caption)
        .with("create_time", listed -> listed.publication().publishedAt().getEpochSecond())
        .with("cover_image_url", link)
        .with("share_url", link)
        .with("embed_link", link)
        .with("duration", listed -> Math.round(listed.video().seconds()))
        .with("width", listed -> listed.video().width())
        .with("height", listed -> listed.video().height())
        .with("like_count", listed -> 0)
        .with("comment_count", listed -> 0)
        .with("share_count", listed -> 0)
        .with("view_count", listed -> 0);
  }
}
