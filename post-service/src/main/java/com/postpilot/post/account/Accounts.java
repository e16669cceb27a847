package com.postpilot.post.account;

import com.postpilot.common.contract.Platform;
import com.postpilot.post.account.SocialAccount.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The copy of what account-service says about accounts, kept by its events.
 *
 * <p>Its rows are locks too. Whoever schedules holds them shared, whoever changes a connection
 * holds them alone, so that no target is scheduled beside the event that should have held it. Locks
 * are taken in this order everywhere: accounts (by id), then posts (by id), then due rows.
 */
@Component
public class Accounts {
  private final JdbcClient jdbc;

  Accounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Remembers what a look-up found, unless an event has told as much already. */
  public void remember(UUID workspaceId, Collection<SocialAccount> accounts) {
    var known =
        jdbc
            .sql("select id, generation from account where workspace_id = ? and id = any (?)")
            .params(workspaceId, accounts.stream().map(SocialAccount::id).toArray(UUID[]::new))
            .query(
                (row, n) -> Map.entry(row.getObject("id", UUID.class), row.getLong("generation")))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    accounts.stream()
        .filter(account -> known.getOrDefault(account.id(), -1L) < account.generation())
        .sorted(Comparator.comparing(account -> account.id().toString()))
        .forEach(account -> insert(workspaceId, account));
  }

  private void insert(UUID workspaceId, SocialAccount account) {
    jdbc.sql(
            """
            insert into account
              (id, workspace_id, platform, external_id, handle, status, generation, connected_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update
              set external_id = excluded.external_id, handle = excluded.handle,
                  status = excluded.status, generation = excluded.generation,
                  connected_at = excluded.connected_at
              where account.generation < excluded.generation
            """)
        .params(
            account.id(),
            workspaceId,
            account.platform().name(),
            account.externalId(),
            account.handle(),
            account.status().name(),
            account.generation(),
            utc(account.connectedAt()))
        .update();
  }

  /** A new connection. Returns whether it is news. */
  public boolean connected(
      UUID workspaceId,
      UUID accountId,
      Platform platform,
      String externalId,
      String handle,
      long generation,
      Instant at) {
    return jdbc.sql(
                """
                insert into account
                  (id, workspace_id, platform, external_id, handle, status, generation, connected_at)
                values (?, ?, ?, ?, ?, 'CONNECTED', ?, ?)
                on conflict (id) do update
                  set external_id = excluded.external_id, handle = excluded.handle,
                      status = excluded.status, generation = excluded.generation,
                      connected_at = excluded.connected_at
                  where account.generation <= excluded.generation
                """)
            .params(
                accountId, workspaceId, platform.name(), externalId, handle, generation, utc(at))
            .update()
        == 1;
  }

  /**
   * A connection that ended. Returns whether that is true of the present connection, and not of an
   * earlier one.
   */
  public boolean lost(UUID accountId, Status status, long generation) {
    return jdbc.sql(
                "update account set status = ?, generation = ? where id = ? and generation <= ?")
            .params(status.name(), generation, accountId, generation)
            .update()
        == 1;
  }

  /** Its owner wants to be forgotten; the row stays for the posts that went out by it. */
  public void forget(UUID accountId, long generation) {
    jdbc.sql(
            """
            update account set external_id = 'erased-' || id, handle = 'erased'
            where id = ? and generation <= ?
            """)
        .params(accountId, generation)
        .update();
  }

  /** The accounts of a post's targets, by id, as they are known here. */
  public Map<UUID, SocialAccount> of(UUID workspaceId, UUID postId) {
    return byId(
        jdbc.sql(
                """
                select * from account
                where workspace_id = ? and id in (select account_id from post_target where post_id = ?)
                """)
            .params(workspaceId, postId));
  }

  /** The accounts of a post's targets, by id, held shared until the transaction ends. */
  public Map<UUID, SocialAccount> holdOf(UUID workspaceId, UUID postId) {
    return byId(
        jdbc.sql(
                """
                select * from account
                where workspace_id = ? and id in (select account_id from post_target where post_id = ?)
                order by id for share
                """)
            .params(workspaceId, postId));
  }

  /** These accounts, by id, held shared until the transaction ends. */
  public Map<UUID, SocialAccount> hold(UUID workspaceId, Collection<UUID> ids) {
    return byId(
        jdbc.sql(
                "select * from account where workspace_id = ? and id = any (?) order by id for share")
            .params(workspaceId, ids.toArray(UUID[]::new)));
  }

  private static Map<UUID, SocialAccount> byId(JdbcClient.StatementSpec statement) {
    return statement.query((row, n) -> read(row)).list().stream()
        .collect(Collectors.toMap(SocialAccount::id, Function.identity()));
  }

  private static SocialAccount read(ResultSet row) throws SQLException {
    return new SocialAccount(
        row.getObject("id", UUID.class),
        Platform.valueOf(row.getString("platform")),
        row.getString("external_id"),
        row.getString("handle"),
        Status.valueOf(row.getString("status")),
        row.getLong("generation"),
        row.getObject("connected_at", OffsetDateTime.class).toInstant(),
        false,
        null);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
