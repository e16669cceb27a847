package com.postpilot.account.social;

import com.postpilot.common.contract.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The accounts, in whichever workspace, that live on one person's consent. */
@Component
class Consenting {
  /** What platforms tell has no fractions of seconds, and comes from another clock. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final JdbcClient jdbc;

  Consenting(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Found(UUID id, UUID workspaceId, long generation) {}

  /**
   * Finds and locks them, in a transaction across all workspaces. Accounts that were connected
   * after the consent was withdrawn live on a newer one.
   */
  List<Found> lock(Platform platform, String userId, Instant withdrawnAt) {
    return jdbc.sql(
            """
            select id, workspace_id, generation
            from account
            where platform = ? and (owner_id = ? or owner_id is null and external_id = ?)
              and connected_at <= ?
            order by id for update
            """)
        .params(platform.name(), userId, userId, withdrawnAt.plus(SKEW).atOffset(ZoneOffset.UTC))
        .query(
            (row, n) ->
                new Found(
                    row.getObject("id", UUID.class),
                    row.getObject("workspace_id", UUID.class),
                    row.getLong("generation")))
        .list();
  }

  /**
   * Keys that wait, to be chosen or to be revoked, open nothing any more. Before {@link #lock}:
   * connections are locked before accounts everywhere.
   */
  void forgetWaiting(Platform platform, String userId, Instant withdrawnAt) {
    var until = withdrawnAt.plus(SKEW).atOffset(ZoneOffset.UTC);
    jdbc.sql("delete from revocation where platform = ? and owner_id = ? and created_at <= ?")
        .params(platform.name(), userId, until)
        .update();
    jdbc.sql(
            """
            update connection
            set status = 'FAILED', candidates = '[]', excluded = '[]', sealed_tokens = null,
              problem_code = 'access_withdrawn',
              problem_message = 'Access was withdrawn at the platform. Start again.',
              version = version + 1
            where platform = ? and owner_id = ? and status = 'CHOOSE' and claimed_at <= ?
            """)
        .params(platform.name(), userId, until)
        .update();
  }
}
