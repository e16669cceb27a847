package com.postpilot.sandbox.media;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;

/** What a file is, down to its bytes. */
public enum MediaFormat {
  JPEG("image/jpeg"),
  PNG("image/png"),
  WEBP("image/webp"),
  MP4("video/mp4"),
  MOV("video/quicktime"),
  WEBM("video/webm");

  private final String contentType;

  MediaFormat(String contentType) {
    this.contentType = contentType;
  }

  public MediaType contentType() {
    return MediaType.parseMediaType(contentType);
  }

  public boolean isVideo() {
    return contentType.startsWith("video/");
  }

  static Optional<MediaFormat> withExtension(String extension) {
    return Arrays.stream(values()).filter(format -> format.extension().equals(extension)).findAny();
  }

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }
}
