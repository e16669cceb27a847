package com.postpilot.account.connection;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Connections extends Repository<Connection, UUID> {

  /** One's own: neither the workspace nor a colleague in it is enough. */
  Optional<Connection> findByWorkspaceIdAndUserIdAndId(UUID workspaceId, UUID userId, UUID id);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      """
      select c from Connection c
      where c.workspaceId = :workspaceId and c.userId = :userId and c.id = :id
      """)
  Optional<Connection> lock(UUID workspaceId, UUID userId, UUID id);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select c from Connection c where c.workspaceId = :workspaceId and c.id = :id")
  Optional<Connection> lock(UUID workspaceId, UUID id);

  Connection save(Connection connection);
}
