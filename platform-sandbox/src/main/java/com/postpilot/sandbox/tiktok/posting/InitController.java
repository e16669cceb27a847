package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.tiktok.account.Scope;
import com.postpilot.sandbox.tiktok.account.TikTokDoor;
import com.postpilot.sandbox.tiktok.account.Visit;
import com.postpilot.sandbox.tiktok.api.Envelope;
import com.postpilot.sandbox.tiktok.api.TikTokApi;
import com.postpilot.sandbox.tiktok.api.TikTokError;
import com.postpilot.sandbox.tiktok.api.TikTokRequest;
import com.postpilot.sandbox.tiktok.posting.Posting.Wish;
import com.postpilot.sandbox.traffic.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Begins posts. */
@TikTokApi
@RequestMapping("/tiktok/v2/post/publish")
class InitController {

  private static final int MAX_PHOTOS = 35;

  private final TikTokDoor door;
  private final Posting posting;
  private final PostingRules rules;
  private final MediaIntake media;

  InitController(TikTokDoor door, Posting posting, PostingRules rules, MediaIntake media) {
    this.door = door;
    this.posting = posting;
    this.rules = rules;
    this.media = media;
  }

  record VideoInit(@Nullable PostInfo postInfo, @Nullable VideoSource sourceInfo) {}

  record VideoSource(
      @Nullable String source,
      @Nullable String videoUrl,
      @Nullable Long videoSize,
      @Nullable Long chunkSize,
      @Nullable Long totalChunkCount) {}

  record PhotoInit(
      @Nullable String mediaType,
      @Nullable String postMode,
      @Nullable PostInfo postInfo,
      @Nullable PhotoSource sourceInfo) {}

  record PhotoSource(
      @Nullable String source,
      @Nullable Integer photoCoverIndex,
      @Nullable List<String> photoImages) {}

  record InitResponse(String publishId, @Nullable String uploadUrl) {}

  @PostMapping("/video/init/")
  Envelope video(TikTokRequest request) {
    return door.enter(
        request, Operation.INIT, Scope.VIDEO_PUBLISH, visit -> Envelope.of(video(visit, request)));
  }

  private InitResponse video(Visit visit, TikTokRequest request) {
    var init = request.body(VideoInit.class);
    var info = required(init.postInfo(), "post_info");
    var source = required(init.sourceInfo(), "source_info");
    return switch (required(source.source(), "source_info.source")) {
      case "FILE_UPLOAD" -> {
        var chunks = Chunks.of(source.videoSize(), source.chunkSize(), source.totalChunkCount());
        var wish = wish(visit, Post.Kind.UPLOADED_VIDEO, info, request.receivedAt());
        var post = posting.await(visit, wish, chunks);
        yield new InitResponse(post.publishId(), request.origin() + Uploads.path(post));
      }
      case "PULL_FROM_URL" -> {
        var url = required(source.videoUrl(), "source_info.video_url");
        rules.requireOwned(url);
        var wish = wish(visit, Post.Kind.PULLED_VIDEO, info, request.receivedAt());
        var post = posting.pulled(visit, wish, media.pullVideo(url));
        yield new InitResponse(post.publishId(), null);
      }
      default -> throw TikTokError.invalidParams("source_info.source is invalid");
    };
  }

  /** Drafts are beyond the sandbox: {@code MEDIA_UPLOAD} is refused. */
  @PostMapping("/content/init/")
  Envelope photos(TikTokRequest request) {
    return door.enter(
        request, Operation.INIT, Scope.VIDEO_PUBLISH, visit -> Envelope.of(photos(visit, request)));
  }

  private InitResponse photos(Visit visit, TikTokRequest request) {
    var init = request.body(PhotoInit.class);
    requireValue(init.mediaType(), "PHOTO", "media_type");
    requireValue(init.postMode(), "DIRECT_POST", "post_mode");
    var info = required(init.postInfo(), "post_info");
    var source = required(init.sourceInfo(), "source_info");
    requireValue(source.source(), "PULL_FROM_URL", "source_info.source");
    var urls = required(source.photoImages(), "source_info.photo_images");
    requireSensible(urls, source.photoCoverIndex());
    urls.forEach(rules::requireOwned);
    var wish = wish(visit, Post.Kind.PHOTOS, info, request.receivedAt());
    var post = posting.pulled(visit, wish, media.pullPhotos(urls));
    return new InitResponse(post.publishId(), null);
  }

  private static void requireSensible(List<String> urls, @Nullable Integer coverIndex) {
    if (urls.isEmpty() || urls.size() > MAX_PHOTOS) {
      throw TikTokError.invalidParams("photo_images has 1 to 35 URLs");
    }
    if (coverIndex == null || coverIndex < 0 || coverIndex >= urls.size()) {
      throw TikTokError.invalidParams("photo_cover_index must point to one of photo_images");
    }
  }

  /** Everything that can be said against the post before its media are looked at. */
  private Wish wish(Visit visit, Post.Kind kind, PostInfo info, Instant arrivedAt) {
    var caption = kind == Post.Kind.PHOTOS ? info.photoCaption() : info.videoCaption();
    var privacy = info.privacyOf(visit.creator());
    rules.requireAudience(visit.creator(), privacy);
    rules.requireMayPost(visit.creator());
    return new Wish(kind, caption, privacy, arrivedAt);
  }

  private static void requireValue(@Nullable String value, String only, String name) {
    if (!only.equals(value)) {
      throw TikTokError.invalidParams(name + " must be " + only);
    }
  }

  private static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw TikTokError.invalidParams(name + " is required");
    }
    return value;
  }
}
