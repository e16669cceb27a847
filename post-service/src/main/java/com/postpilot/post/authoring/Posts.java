package com.postpilot.post.authoring;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Posts extends Repository<Post, UUID> {

  /** The post, deleted ones too, for this transaction alone to change; needs a transaction. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select p from Post p where p.workspaceId = :workspaceId and p.id = :id")
  Optional<Post> lock(UUID workspaceId, UUID id);

  /** The post, deleted ones too, to look at. */
  @Query("select p from Post p where p.workspaceId = :workspaceId and p.id = :id")
  Optional<Post> find(UUID workspaceId, UUID id);

  Post save(Post post);

  void flush();
}
