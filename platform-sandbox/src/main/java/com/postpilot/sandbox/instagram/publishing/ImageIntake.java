package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.media.Crawler;
import com.postpilot.sandbox.media.Download;
import com.postpilot.sandbox.media.Downloads;
import com.postpilot.sandbox.media.Jpeg;
import com.postpilot.sandbox.media.MediaFile;
import com.postpilot.sandbox.media.MediaFormat;
import com.postpilot.sandbox.media.MediaStore;
import org.springframework.stereotype.Component;

/** Fetches a picture as Meta's crawler does, and takes it in or refuses it. */
@Component
class ImageIntake {

  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private final Downloads downloads;
  private final MediaStore store;

  ImageIntake(Downloads downloads, MediaStore store) {
    this.downloads = downloads;
    this.store = store;
  }

  /** Returns the picture as it is kept. */
  MediaFile take(String url) {
    return switch (downloads.fetch(url, Crawler.META, MAX_BYTES)) {
      case Download.Complete<byte[]>(var bytes) -> take(bytes);
      case Download.TooLarge<byte[]>() -> throw MediaError.IMAGE_TOO_LARGE.toGraphError();
      case Download.TimedOut<byte[]>() -> throw MediaError.DOWNLOAD_TIMED_OUT.toGraphError();
      case Download.Failed<byte[]>(var reason) -> throw MediaError.FETCH_FAILED.toGraphError();
    };
  }

  private MediaFile take(byte[] bytes) {
    var file = new MediaFile(MediaStore.sha256(bytes), MediaFormat.JPEG);
    if (!store.has(file)) { // what is kept was checked when it came
      var jpeg = Jpeg.decode(bytes).orElseThrow(MediaError.IMAGE_FORMAT::toGraphError);
      if (!hasFeedRatio(jpeg)) {
        throw MediaError.ASPECT_RATIO.toGraphError();
      }
      store.keep(file, bytes);
    }
    return file;
  }

  /** From 4:5 to 1.91:1. */
  private static boolean hasFeedRatio(Jpeg jpeg) {
    return 10L * jpeg.width() >= 8L * jpeg.height() && 100L * jpeg.width() <= 191L * jpeg.height();
  }
}
