package com.postpilot.queue.imports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import that this process has at work.
 *
 * @param url null for an upload
 * @param committedBy null while it is read
 * @param attempts with this one, since it last got any further
 * @param fence who has another one has lost it
 */
record Job(
    UUID id,
    UUID workspaceId,
    ImportStatus status,
    Plan plan,
    @Nullable String url,
    @Nullable UUID committedBy,
    int attempts,
    long fence) {

  /** Somebody else has it by now, or it was discarded: nothing more may come of it here. */
  static final class Overtaken extends RuntimeException {
    Overtaken(Job job) {
      super("Import " + job.id() + " is no longer this process's");
    }
  }
}
