package com.postpilot.queue.imports;

import com.postpilot.common.tenant.TenantTransactions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The bytes of uploads until they are read, in pieces: whichever process reads them finds them. */
@Component
class Uploads {
  private static final int CHUNK = 1 << 20;

  private final JdbcClient jdbc;
  private final TenantTransactions transactions;

  Uploads(JdbcClient jdbc, TenantTransactions transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** Within the transaction that accepts the import. */
  void store(UUID workspaceId, UUID importId, InputStream bytes) throws IOException {
    int position = 0;
    for (var chunk = bytes.readNBytes(CHUNK); chunk.length > 0; chunk = bytes.readNBytes(CHUNK)) {
      jdbc.sql(
              """
              insert into import_chunk (import_id, position, workspace_id, bytes)
              values (?, ?, ?, ?)
              """)
          .params(importId, position, workspaceId, chunk)
          .update();
      position++;
    }
  }

  /** Copies them into a file, piece by piece, each in a transaction of its own. */
  void copy(UUID workspaceId, UUID importId, Path into) throws IOException {
    try (var file = Files.newOutputStream(into)) {
      int position = 0;
      for (var chunk = chunk(workspaceId, importId, position);
          chunk.isPresent();
          chunk = chunk(workspaceId, importId, position)) {
        file.write(chunk.get());
        position++;
      }
    }
  }

  private Optional<byte[]> chunk(UUID workspaceId, UUID importId, int position) {
    return transactions.inWorkspace(
        workspaceId,
        () ->
            jdbc.sql(
                    """
                    select bytes from import_chunk
                    where workspace_id = ? and import_id = ? and position = ?
                    """)
                .params(workspaceId, importId, position)
                .query(byte[].class)
                .optional());
  }

  /** Within the transaction that needs them no more. */
  void drop(Job job) {
    jdbc.sql("delete from import_chunk where workspace_id = ? and import_id = ?")
        .params(job.workspaceId(), job.id())
        .update();
  }
}
