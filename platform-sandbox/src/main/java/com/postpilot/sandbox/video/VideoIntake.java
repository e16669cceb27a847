package com.postpilot.sandbox.video;

import com.postpilot.sandbox.media.MediaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes in files that are videos. Whether a platform likes what they are is for it to say. */
@Component
public class VideoIntake {

  private final MediaStore store;

  VideoIntake(MediaStore store) {
    this.store = store;
  }

  /**
   * Takes a file in that was written to a {@link MediaStore#scratch()}; it is gone from there
   * afterwards.
   *
   * @return empty when the file is no video; it is not kept then
   */
  public Optional<KeptVideo> take(Path written) {
    var video = VideoFile.read(written);
    if (video.isEmpty()) {
      delete(written);
    }
    return video.map(read -> new KeptVideo(store.keep(written, read.format()), read));
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
