package com.postpilot.sandbox.media;

import java.util.Optional;
import java.util.regex.Pattern;

/** A file that a platform took in: the hash of its bytes, and what they are. */
public record MediaFile(String sha256, MediaFormat format) {

  private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.([a-z0-9]+)");

  /** Where the sandbox serves it. */
  public String path() {
    return "/media/" + name();
  }

  /** Reads the last part of a {@link #path()}. */
  public static Optional<MediaFile> named(String name) {
    var parts = NAME.matcher(name);
    return parts.matches()
        ? MediaFormat.withExtension(parts.group(2))
            .map(format -> new MediaFile(parts.group(1), format))
        : Optional.empty();
  }

  String name() {
    return sha256 + "." + format.extension();
  }
}
