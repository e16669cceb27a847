package com.postpilot.post.media;

import com.postpilot.common.contract.PlatformLimits.Images;

/** Pixels of a picture. */
record Shape(int width, int height) {

  /** What is done with a picture whose ratio does not fit. */
  enum Fit {
    /** All of it, with a margin. */
    PAD,
    /** Its middle. */
    CROP
  }

  /** The shape that comes closest to this one among those that a platform takes. */
  Shape fitting(Images limits, Fit fit) {
    var ratio = limits.ratio();
    double min = ratio.min() == null ? 0 : ratio.min();
    double max = ratio.max() == null ? Double.MAX_VALUE : ratio.max();
    double wanted = Math.clamp((double) width / height, min, max);
    boolean narrow = wanted > (double) width / height;
    double w = narrow == (fit == Fit.PAD) ? height * wanted : width;
    double h = w / wanted;
    double scale = 1;
    if (limits.scaledTo() != null) {
      scale = Math.min(scale, limits.scaledTo() / w);
    }
    if (limits.shortSide().max() != null) {
      scale = Math.min(scale, limits.shortSide().max() / Math.min(w, h));
    }
    if (limits.longSide().max() != null) {
      scale = Math.min(scale, limits.longSide().max() / Math.max(w, h));
    }
    return rounded(w * scale, h * scale, min, max);
  }

  /** To whole pixels, so that the ratio stays within its bounds. */
  private static Shape rounded(double width, double height, double min, double max) {
    int w = Math.max(1, (int) Math.floor(width + 1e-6));
    int h = Math.max(1, (int) Math.round(height));
    while (h > 1 && (double) w / h < min) {
      h--;
    }
    while ((double) w / h > max) {
      h++;
    }
    return new Shape(w, h);
  }
}
