package com.postpilot.queue.caption.template;

import java.util.Locale;

/** What a phrase is for; in the files {@code sold-out} for {@code SOLD_OUT}. */
enum Purpose {
  /** Begins a caption with the product's name. */
  OPENING,
  /** Begins one with the whole description, where it is short and says the name again. */
  FRAGMENT,
  /** Names product and price after a description that came first. */
  NAMED,
  PRICE,
  OPTIONS,
  STOCK,
  BRAND,
  CALL,
  LINK,
  SOLD_OUT,
  SOLD_OUT_CALL;

  /** Whether a caption without it would not say what it is about. */
  boolean names() {
    return switch (this) {
      case OPENING, FRAGMENT, NAMED, SOLD_OUT -> true;
      case PRICE, OPTIONS, STOCK, BRAND, CALL, LINK, SOLD_OUT_CALL -> false;
    };
  }

  static Purpose of(String heading) {
    return valueOf(heading.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
