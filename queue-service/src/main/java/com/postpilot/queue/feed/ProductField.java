package com.postpilot.queue.feed;

import java.util.Locale;

/** What a column of a table may tell of a product. */
public enum ProductField {
  EXTERNAL_PRODUCT_ID,
  TITLE,
  DESCRIPTION,
  PRICE,
  COMPARE_AT_PRICE,
  CURRENCY,
  /** Addresses with commas, semicolons, bars or white space between them. */
  IMAGES,
  URL,
  BRAND,
  CATEGORY,
  STOCK;

  /** As requests and problems call it, such as {@code compare_at_price}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
