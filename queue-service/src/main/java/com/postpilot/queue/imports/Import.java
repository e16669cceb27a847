package com.postpilot.queue.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of products on its way into the queue.
 *
 * @param encoding in which it was read; null until it is
 * @param problem of a failed one
 */
record Import(
    UUID id,
    UUID workspaceId,
    ImportStatus status,
    Plan plan,
    Source source,
    @Nullable String encoding,
    Progress progress,
    Counts counts,
    @Nullable ImportProblem problem,
    UUID createdBy,
    Instant createdAt,
    Instant updatedAt) {

  /** One of the two. */
  record Source(@Nullable String filename, @Nullable String url) {}

  /**
   * @param bytesRead of the file as it came, packed or not
   * @param bytesTotal null until a file that is fetched is there
   * @param rowsRead rows of the report
   * @param committed rows that are stored
   */
  record Progress(long bytesRead, @Nullable Long bytesTotal, int rowsRead, int committed) {}

  /** Rows of the report by what becomes of them. */
  record Counts(int accepted, int updated, int unchanged, int skipped) {}
}
