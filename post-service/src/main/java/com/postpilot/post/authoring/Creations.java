package com.postpilot.post.authoring;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers for good which post was made under which key; each call is within a transaction. */
@Component
class Creations {
  private final JdbcClient jdbc;

  Creations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<UUID> find(UUID workspaceId, String key) {
    return jdbc.sql("select post_id from creation where workspace_id = ? and key = ?")
        .params(workspaceId, key)
        .query(UUID.class)
        .optional();
  }

  /**
   * Returns whether the key was free. Who comes second waits until the first has committed, or
   * failed.
   */
  boolean claim(UUID workspaceId, String key, UUID postId) {
    return jdbc.sql(
                """
                insert into creation (workspace_id, key, post_id) values (?, ?, ?)
                on conflict (workspace_id, key) do nothing
                """)
            .params(workspaceId, key, postId)
            .update()
        == 1;
  }
}
