package com.postpilot.queue.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Page;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.feed.FeedFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as the API shows it.
 *
 * @param encoding in which the file was read; null until it is, and windows-1252 is a guess that
 *     somebody should look at
 * @param columns of a table, by field; empty for other formats
 * @param rows a page of the report, where one import is asked for
 */
record ImportResource(
    UUID id,
    ImportStatus status,
    FeedFormat format,
    Import.Source source,
    @Nullable String encoding,
    @Nullable String currency,
    Map<String, String> columns,
    List<Platform> platforms,
    Tone tone,
    String language,
    @Nullable ImportProblem problem,
    Import.Progress progress,
    Import.Counts counts,
    UUID createdBy,
    Instant createdAt,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Page<Row> rows) {

  /**
   * One row of the report.
   *
   * @param row of a table as a spreadsheet counts, the header being 1; the number of the product in
   *     a feed
   * @param problems why it is skipped
   * @param itemId the open item of its product, once it is committed
   */
  record Row(
      @JsonIgnore int position,
      int row,
      @Nullable String externalProductId,
      @Nullable String title,
      Outcome outcome,
      List<FieldError> problems,
      @Nullable UUID itemId) {}

  static ImportResource of(Import found) {
    return of(found, null);
  }

  static ImportResource of(Import found, @Nullable Page<Row> rows) {
    var feed = found.plan().feed();
    var columns = new TreeMap<String, String>();
    feed.columns().forEach((field, header) -> columns.put(field.wireName(), header));
    return new ImportResource(
        found.id(),
        found.status(),
        feed.format(),
        found.source(),
        found.encoding(),
        feed.currency(),
        columns,
        found.plan().platforms().stream().sorted().toList(),
        found.plan().tone(),
        found.plan().language(),
        found.problem(),
        found.progress(),
        found.counts(),
        found.createdBy(),
        found.createdAt(),
        found.updatedAt(),
        rows);
  }
}
