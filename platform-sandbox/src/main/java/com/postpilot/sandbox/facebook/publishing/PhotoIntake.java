package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.media.Crawler;
import com.postpilot.sandbox.media.Download;
import com.postpilot.sandbox.media.Downloads;
import com.postpilot.sandbox.media.Jpeg;
import com.postpilot.sandbox.media.MediaFile;
import com.postpilot.sandbox.media.MediaFormat;
import com.postpilot.sandbox.media.MediaStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/** Fetches a photo as Meta's crawler does, and takes it in or refuses it. */
@Component
class PhotoIntake {

  private static final byte[] PNG_MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private final Downloads downloads;
  private final MediaStore store;
  private final CurrentLimits limits;

  PhotoIntake(Downloads downloads, MediaStore store, CurrentLimits limits) {
    this.downloads = downloads;
    this.store = store;
    this.limits = limits;
  }

  MediaFile take(String url) {
    return switch (downloads.fetch(url, Crawler.META, limits.facebook().photoBytes())) {
      case Download.Complete<byte[]>(var bytes) -> take(bytes);
      case Download.TooLarge<byte[]>() -> throw PageError.PHOTO_UNREADABLE.toGraphError();
      case Download.TimedOut<byte[]>() -> throw PageError.FETCH_TIMED_OUT.toGraphError();
      case Download.Failed<byte[]>(var reason) -> throw PageError.BAD_URL.toGraphError();
    };
  }

  private MediaFile take(byte[] bytes) {
    var format = format(bytes).orElseThrow(PageError.PHOTO_UNREADABLE::toGraphError);
    var file = new MediaFile(MediaStore.sha256(bytes), format);
    if (!store.has(file)) {
      store.keep(file, bytes);
    }
    return file;
  }

  /** What the bytes are, decoded to the last pixel. */
  private static Optional<MediaFormat> format(byte[] bytes) {
    if (Jpeg.decode(bytes).isPresent()) {
      return Optional.of(MediaFormat.JPEG);
    }
    return isPng(bytes) ? Optional.of(MediaFormat.PNG) : Optional.empty();
  }

  private static boolean isPng(byte[] bytes) {
    if (!Arrays.equals(PNG_MAGIC, Arrays.copyOf(bytes, PNG_MAGIC.length))) {
      return false;
    }
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes)) != null;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
