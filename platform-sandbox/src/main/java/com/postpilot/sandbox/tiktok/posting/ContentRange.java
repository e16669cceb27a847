package com.postpilot.sandbox.tiktok.posting;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which part of a file a chunk is.
 *
 * @param end exclusively, unlike on the wire
 */
record ContentRange(long start, long end, long total) {

  private static final Pattern FORM = Pattern.compile("bytes (\\d{1,15})-(\\d{1,15})/(\\d{1,15})");

  static Optional<ContentRange> parse(String header) {
    var parts = FORM.matcher(header);
    return parts.matches()
        ? Optional.of(
            new ContentRange(
                Long.parseLong(parts.group(1)),
                Long.parseLong(parts.group(2)) + 1,
                Long.parseLong(parts.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "bytes %d-%d/%d".formatted(start, Math.max(start, end - 1), total);
  }
}
