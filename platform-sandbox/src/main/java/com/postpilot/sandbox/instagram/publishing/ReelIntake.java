package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.media.Crawler;
import com.postpilot.sandbox.media.Download;
import com.postpilot.sandbox.media.Downloads;
import com.postpilot.sandbox.media.MediaFormat;
import com.postpilot.sandbox.media.MediaStore;
import com.postpilot.sandbox.video.VideoFile;
import com.postpilot.sandbox.video.VideoFile.Sound;
import com.postpilot.sandbox.video.VideoIntake;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fetches a video as Meta's crawler does, and judges it. */
@Component
class ReelIntake {

  private static final long MAX_BYTES = 300_000_000;
  private static final int MAX_WIDTH = 1920;
  private static final int MAX_MEGABITS_PER_SECOND = 25;
  private static final double MIN_SECONDS = 3;
  private static final double MAX_SECONDS = 15 * 60;
  private static final double MIN_FRAMES = 22.9;
  private static final double MAX_FRAMES = 60.1;
  private static final int MAX_HERTZ = 48_000;
  private static final int MAX_CHANNELS = 2;
  private static final double MIN_RATIO = 0.01;
  private static final double MAX_RATIO = 10;

  private final Downloads downloads;
  private final MediaStore store;
  private final VideoIntake videos;
  private final CurrentLimits limits;

  ReelIntake(Downloads downloads, MediaStore store, VideoIntake videos, CurrentLimits limits) {
    this.downloads = downloads;
    this.store = store;
    this.videos = videos;
    this.limits = limits;
  }

  /**
   * Takes a video in.
   *
   * @param coverAt where in the video its cover is, in milliseconds
   */
  Taken take(String url, long coverAt) {
    return switch (downloads.fetchInto(store.scratch(), url, Crawler.META, MAX_BYTES)) {
      case Download.Complete<Path>(var file) -> take(file, coverAt);
      case Download.TooLarge<Path>() -> Taken.badVideo(MediaError.VIDEO_FORMAT);
      case Download.TimedOut<Path>() -> Taken.badVideo(MediaError.DOWNLOAD_TIMED_OUT);
      case Download.Failed<Path>(var reason) -> Taken.badVideo(MediaError.FETCH_FAILED);
    };
  }

  private Taken take(Path written, long coverAt) {
    var kept = videos.take(written);
    if (kept.isEmpty() || !isTaken(kept.get().video())) {
      return Taken.badVideo(MediaError.VIDEO_FORMAT);
    }
    return coverAt < 0 || coverAt > kept.get().video().duration().toMillis()
        ? Taken.badVideo(MediaError.COVER_OUTSIDE)
        : Taken.video(kept.get().file());
  }

  private boolean isTaken(VideoFile video) {
    var ratio = (double) video.width() / video.height();
    return isMovie(video)
        && isHeard(video.sound())
        && video.width() <= MAX_WIDTH
        && ratio >= MIN_RATIO
        && ratio <= MAX_RATIO
        && video.seconds() >= MIN_SECONDS
        && video.seconds() <= MAX_SECONDS
        && video.framesPerSecond() >= MIN_FRAMES
        && video.framesPerSecond() <= MAX_FRAMES
        && video.megabitsPerSecond() <= MAX_MEGABITS_PER_SECOND
        && (isPlain(video) || !limits.instagram().plainVideosOnly());
  }

  private static boolean isMovie(VideoFile video) {
    return video.format() != MediaFormat.WEBM && video.codec().isMpeg();
  }

  private static boolean isHeard(@Nullable Sound sound) {
    return sound == null
        || (sound.aac() && sound.hertz() <= MAX_HERTZ && sound.channels() <= MAX_CHANNELS);
  }

  private static boolean isPlain(VideoFile video) {
    return video.fastStart() && !video.edited();
  }
}
