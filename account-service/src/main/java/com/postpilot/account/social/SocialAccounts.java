package com.postpilot.account.social;

import com.postpilot.common.contract.Platform;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SocialAccounts extends Repository<SocialAccount, UUID> {

  Optional<SocialAccount> findByWorkspaceIdAndId(UUID workspaceId, UUID id);

  List<SocialAccount> findByWorkspaceIdAndIdIn(UUID workspaceId, Collection<UUID> ids);

  List<SocialAccount> findByWorkspaceIdAndIdGreaterThanOrderById(
      UUID workspaceId, UUID after, Limit limit);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select a from SocialAccount a where a.workspaceId = :workspaceId and a.id = :id")
  Optional<SocialAccount> lock(UUID workspaceId, UUID id);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      """
      select a from SocialAccount a
      where a.workspaceId = :workspaceId and a.platform = :platform and a.externalId = :externalId
      """)
  Optional<SocialAccount> lock(UUID workspaceId, Platform platform, String externalId);

  int countByWorkspaceIdAndStatus(UUID workspaceId, Status status);

  @Query(
      """
      select distinct a.platform from SocialAccount a
      where a.workspaceId = :workspaceId and a.status = :status
      """)
  List<Platform> platforms(UUID workspaceId, Status status);

  /** Writes at once: the token that follows in plain SQL refers to the account. */
  SocialAccount saveAndFlush(SocialAccount account);
}
