package com.postpilot.queue.feed;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read.
 *
 * @param currency of prices that name none, ISO 4217; a Shopify export never names one
 * @param columns what a table's columns tell, by the texts of its header; for {@link
 *     FeedFormat#CSV} alone
 */
public record FeedSettings(
    FeedFormat format, @Nullable String currency, Map<ProductField, String> columns) {

  public FeedSettings {
    columns = Map.copyOf(columns);
  }
}
