package com.postpilot.queue.feed;

/** What a file is said to be. */
public enum FeedFormat {
  /** A product export of a Shopify shop: a line for each variant and each further picture. */
  SHOPIFY_CSV,

  /** RSS 2.0 or Atom with Google's namespace, or Google's table; which of them, the file shows. */
  GOOGLE_MERCHANT,

  /** Any table with a header; the settings say which column is what. */
  CSV
}
