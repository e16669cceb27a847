package com.postpilot.post.rules;

import com.postpilot.common.contract.PlatformLimits.Range;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {
  private Words() {}

  static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  static String range(Range range) {
    if (range.min() == null) {
      return range.max() == null ? "any" : "at most " + plain(range.max());
    }
    return range.max() == null
        ? "at least " + plain(range.min())
        : plain(range.min()) + " to " + plain(range.max());
  }

  static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
