package com.postpilot.demo.client;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product file on its way into the queue, with a page of the report on its products.
 *
 * @param problem why it could not be read
 * @param rows null where it was not asked for
 */
public record Import(
    UUID id, String status, @Nullable Problem problem, Progress progress, @Nullable Rows rows) {

  /**
   * @param message a sentence
   */
  public record Problem(String code, String message) {}

  public record Progress(long rowsRead, long committed) {}

  record Rows(List<Row> items, @Nullable String nextCursor) {}

  /**
   * What is to become, or became, of one product.
   *
   * @param row where it stands, as a spreadsheet counts
   * @param itemId its item, once the import is committed
   */
  public record Row(int row, String outcome, List<Finding> problems, @Nullable UUID itemId) {

    public Row {
      problems = List.copyOf(problems);
    }

    public boolean isSkipped() {
      return outcome.equals("SKIPPED");
    }
  }

  /**
   * @param message a sentence
   */
  public record Finding(@Nullable String field, String code, String message) {}

  public boolean isRead() {
    return !status.equals("READING");
  }

  public boolean isDone() {
    return status.equals("DONE");
  }
}
