/** Reads product files: Shopify exports, Merchant feeds, tables with a column mapping. */
@NullMarked
package com.postpilot.queue.feed;

import org.jspecify.annotations.NullMarked;
