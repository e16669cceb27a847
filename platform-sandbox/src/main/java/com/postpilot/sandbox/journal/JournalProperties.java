package com.postpilot.sandbox.journal;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the sandbox keeps what it knows.
 *
 * @param journal the journal file; made with its directories when missing
 */
@ConfigurationProperties("postpilot.sandbox")
public record JournalProperties(Path journal) {

  /** A file or directory next to the journal, for what facts refer to. */
  public Path beside(String name) {
    return journal.toAbsolutePath().resolveSibling(name);
  }
}
