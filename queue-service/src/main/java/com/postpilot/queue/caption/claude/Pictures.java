package com.postpilot.queue.caption.claude;

import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.Base64ImageSource.MediaType;
import com.postpilot.common.fetch.FetchDeadline;
import com.postpilot.common.fetch.GuardedFetch;
import com.postpilot.common.web.Problem;
import com.postpilot.queue.product.ProductFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * What a product looks like. We fetch the picture: the address is a user's, and may be anything.
 */
final class Pictures {
  private static final Logger log = LoggerFactory.getLogger(Pictures.class);

  private final GuardedFetch fetch;
  private final GuardedFetch.Wanted wanted;
  private final Duration timeout;

  Pictures(GuardedFetch fetch, DataSize max, Duration timeout) {
    this.fetch = fetch;
    this.wanted =
        new GuardedFetch.Wanted(
            "image", "image/jpeg, image/png, image/webp, image/gif", head -> max, "");
    this.timeout = timeout;
  }

  /** The main picture; empty if there is none that can be had and shown. */
  Optional<Base64ImageSource> of(ProductFacts product) {
    return product.images().stream().findFirst().flatMap(this::fetch);
  }

  private Optional<Base64ImageSource> fetch(String url) {
    try {
      var file = Files.createTempFile("postpilot-picture-", null);
      try {
        fetch.fetch(url, wanted, new FetchDeadline(timeout), file);
        return read(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (Problem | IOException e) {
      log.debug("Captions are written without the picture", e);
      return Optional.empty();
    }
  }

  private static Optional<Base64ImageSource> read(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    return type(bytes)
        .map(
            type ->
                Base64ImageSource.builder()
                    .mediaType(type)
                    .data(Base64.getEncoder().encodeToString(bytes))
                    .build());
  }

  /** By its first bytes, whatever its server calls it. */
  private static Optional<MediaType> type(byte[] bytes) {
    var head = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(MediaType.IMAGE_JPEG);
    }
    if (head.startsWith("\u0089PNG\r\n")) {
      return Optional.of(MediaType.IMAGE_PNG);
    }
    if (head.startsWith("GIF8")) {
      return Optional.of(MediaType.IMAGE_GIF);
    }
    return head.startsWith("RIFF") && head.endsWith("WEBP")
        ? Optional.of(MediaType.IMAGE_WEBP)
        : Optional.empty();
  }
}
