package com.postpilot.post.media;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds out what a video is. It is published as it is, but for what a camera noted beside the
 * pictures (where it was held, above all), which is overwritten in place.
 */
@Component
class Videos {
  private static final Logger log = LoggerFactory.getLogger(Videos.class);
  private static final int MAX_SIDE = 16_384;
  private static final Set<String> STARTS =
      Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");

  /** Of the same family of files, but pictures. */
  private static final Set<String> PICTURES =
      Set.of("heic", "heix", "heim", "heis", "mif1", "msf1", "avif", "avis");

  /** How many of a file's first bytes tell whether it is a video. */
  static final int HEAD = 12;

  /** Whether a file that begins like this can only be a video, if it is anything. */
  static boolean begins(byte[] head) {
    if (head.length < HEAD) {
      return false;
    }
    return ByteBuffer.wrap(head).getInt() == WebM.MAGIC
        || (STARTS.contains(text(head, 4)) && !PICTURES.contains(text(head, 8)));
  }

  private static String text(byte[] head, int at) {
    return new String(head, at, 4, StandardCharsets.ISO_8859_1);
  }

  /**
   * @param field of the request that brought the file
   * @throws Problem 415 for what is not a video that can be read
   */
  Film prepare(Path path, @Nullable String field) {
    try (var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var film = read(file);
      if (Math.max(film.width(), film.height()) > MAX_SIDE
          || Math.min(film.width(), film.height()) < 1) {
        throw new Unreadable(
            "its pictures have %d x %d pixels".formatted(film.width(), film.height()));
      }
      return film;
    } catch (Unreadable e) {
      log.debug("Not a video", e);
      var message = "This video cannot be read: %s.".formatted(e.getMessage());
      throw field == null
          ? Problem.of(ProblemCode.UNSUPPORTED_MEDIA, message)
          : Problem.at(ProblemCode.UNSUPPORTED_MEDIA, field, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Film read(FileChannel file) throws IOException {
    if (Unreadable.orBytes(file, 0, 4).getInt() == WebM.MAGIC) {
      return WebM.probe(file);
    }
    var probe = Mp4.probe(file);
    for (var box : probe.personal()) {
      blank(file, box);
    }
    return probe.film();
  }

  /** Turns the box into free space of the same size: nothing else in the file moves. */
  private static void blank(FileChannel file, Mp4.Box box) throws IOException {
    file.write(ByteBuffer.wrap("free".getBytes(StandardCharsets.US_ASCII)), box.header() + 4);
    for (long at = box.from(); at < box.to(); ) {
      at += file.write(ByteBuffer.allocate((int) Math.min(8_192, box.to() - at)), at);
    }
  }
}
