package com.postpilot.queue.imports;

import com.postpilot.queue.product.Products;

/** What becomes of a row; what became of it, once it is committed. */
enum Outcome {
  /** A new product, with an item in the queue. */
  ACCEPTED,
  /** The product is known, and has other facts now. */
  UPDATED,
  /** The product is known, with just these facts. */
  UNCHANGED,
  /** Nothing: its problems say why. */
  SKIPPED;

  static Outcome of(Products.Change change) {
    return switch (change) {
      case CREATED -> ACCEPTED;
      case CHANGED -> UPDATED;
      case NONE -> UNCHANGED;
    };
  }
}
