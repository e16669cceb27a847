package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.media.Crawler;
import com.postpilot.sandbox.media.Download;
import com.postpilot.sandbox.media.Downloads;
import com.postpilot.sandbox.media.MediaFile;
import com.postpilot.sandbox.media.MediaStore;
import com.postpilot.sandbox.video.KeptVideo;
import com.postpilot.sandbox.video.VideoFile;
import com.postpilot.sandbox.video.VideoFile.Codec;
import com.postpilot.sandbox.video.VideoIntake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Fetches and judges media as TikTok does. */
@Component("tikTokMediaIntake")
class MediaIntake {

  private static final long MAX_VIDEO_BYTES = 4L << 30;
  private static final int MAX_PHOTO_BYTES = 20 << 20;
  private static final int MIN_SIDE = 360;
  private static final int MAX_SIDE = 4096;
  private static final double MIN_FRAMES = 22.9;
  private static final double MAX_FRAMES = 60.1;

  private final Downloads downloads;
  private final MediaStore store;
  private final VideoIntake videos;
  private final CurrentLimits limits;

  MediaIntake(Downloads downloads, MediaStore store, VideoIntake videos, CurrentLimits limits) {
    this.downloads = downloads;
    this.store = store;
    this.videos = videos;
    this.limits = limits;
  }

  Judged pullVideo(String url) {
    return downloads.fetchInto(store.scratch(), url, Crawler.TIKTOK, MAX_VIDEO_BYTES)
            instanceof Download.Complete<Path>(var file)
        ? takeVideo(file)
        : Judged.refused("video_pull_failed");
  }

  /** Judges a file that was written to a scratch file of the store. */
  Judged takeVideo(Path written) {
    return videos
        .take(written)
        .map(this::judge)
        .orElseGet(() -> Judged.refused("file_format_check_failed"));
  }

  private Judged judge(KeptVideo kept) {
    var video = kept.video();
    return new Judged(List.of(kept.file()), video.size(), video, failure(video).orElse(null));
  }

  private Optional<String> failure(VideoFile video) {
    if (video.codec() == Codec.OTHER) {
      return Optional.of("file_format_check_failed");
    }
    if (video.seconds() > limits.tiktok().maxVideoSeconds()) {
      return Optional.of("duration_check_failed");
    }
    if (video.framesPerSecond() < MIN_FRAMES || video.framesPerSecond() > MAX_FRAMES) {
      return Optional.of("frame_rate_check_failed");
    }
    var isRightSize = hasRightSize(video.width()) && hasRightSize(video.height());
    return isRightSize ? Optional.empty() : Optional.of("picture_size_check_failed");
  }

  private static boolean hasRightSize(int side) {
    return side >= MIN_SIDE && side <= MAX_SIDE;
  }

  /** The first photo that TikTok does not like fails them all. */
  Judged pullPhotos(List<String> urls) {
    var files = new ArrayList<MediaFile>();
    var bytes = 0L;
    for (var url : urls) {
      switch (downloads.fetch(url, Crawler.TIKTOK, MAX_PHOTO_BYTES)) {
        case Download.Complete<byte[]>(var photo) -> {
          var read = Photo.read(photo);
          if (read.isEmpty()) {
            return Judged.refused("file_format_check_failed");
          }
          if (!read.get().fitsInto1080p()) {
            return Judged.refused("picture_size_check_failed");
          }
          files.add(keep(photo, read.get()));
          bytes += photo.length;
        }
        case Download.TooLarge<byte[]>() -> {
          return Judged.refused("picture_size_check_failed");
        }
        case Download.TimedOut<byte[]>() -> {
          return Judged.refused("photo_pull_failed");
        }
        case Download.Failed<byte[]>(var reason) -> {
          return Judged.refused("photo_pull_failed");
        }
      }
    }
    return new Judged(List.copyOf(files), bytes, null, null);
  }

  private MediaFile keep(byte[] photo, Photo read) {
    var file = new MediaFile(MediaStore.sha256(photo), read.format());
    if (!store.has(file)) {
      store.keep(file, photo);
    }
    return file;
  }
}
