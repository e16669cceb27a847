package com.postpilot.account.social;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What lives on one person's consent. Connections are locked before accounts everywhere. */
@Component
public class Consenting {
  private final JdbcClient jdbc;

  Consenting(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Found(UUID id, long generation) {}

  /** Where there is any of it, in a transaction across all workspaces. */
  public List<UUID> workspaces(Leaver leaver) {
    return about(
            """
            select workspace_id from account
            where platform = :platform
              and (owner_id = :user or owner_id is null and external_id = :user)
              and connected_at <= :until
            union
            select workspace_id from connection
            where platform = :platform and owner_id = :user and claimed_at <= :until
            union
            select workspace_id from revocation
            where platform = :platform and owner_id = :user and created_at <= :until
            """,
            leaver)
        .query(UUID.class)
        .list();
  }

  /** Finds and locks the accounts of a workspace. */
  List<Found> lock(UUID workspaceId, Leaver leaver) {
    return about(
            """
            select id, generation from account
            where workspace_id = :workspace and platform = :platform
              and (owner_id = :user or owner_id is null and external_id = :user)
              and connected_at <= :until
            order by id for update
            """,
            leaver)
        .param("workspace", workspaceId)
        .query(Found.class)
        .list();
  }

  /** Keys that wait to be chosen open nothing any more. */
  void failConnections(UUID workspaceId, Leaver leaver) {
    about(
            """
            update connection
            set status = 'FAILED', candidates = '[]', excluded = '[]', sealed_tokens = null,
              problem_code = 'access_withdrawn',
              problem_message = 'Access was withdrawn at the platform. Start again.',
              version = version + 1
            where workspace_id = :workspace and platform = :platform and owner_id = :user
              and status = 'CHOOSE' and claimed_at <= :until
            """,
            leaver)
        .param("workspace", workspaceId)
        .update();
  }

  void eraseConnections(UUID workspaceId, Leaver leaver) {
    about(
            """
            delete from connection
            where workspace_id = :workspace and platform = :platform and owner_id = :user
              and claimed_at <= :until
            """,
            leaver)
        .param("workspace", workspaceId)
        .update();
  }

  /** Keys that wait to be revoked open nothing any more. */
  void forgetRevocations(UUID workspaceId, Leaver leaver) {
    about(
            """
            delete from revocation
            where workspace_id = :workspace and platform = :platform and owner_id = :user
              and created_at <= :until
            """,
            leaver)
        .param("workspace", workspaceId)
        .update();
  }

  private JdbcClient.StatementSpec about(String sql, Leaver leaver) {
    return jdbc.sql(sql)
        .param("platform", leaver.platform().name())
        .param("user", leaver.userId())
        .param("until", leaver.until());
  }
}
