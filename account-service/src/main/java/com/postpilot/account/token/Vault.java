package com.postpilot.account.token;

import com.postpilot.account.oauth.Ciphertext;
import com.postpilot.account.oauth.Keys;
import com.postpilot.account.oauth.Secret;
import com.postpilot.account.oauth.Token;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Encryption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where tokens rest: encrypted, each bound to its account. Every method belongs into a transaction
 * of the account's workspace, {@link #due} into one across all.
 */
@Component
public class Vault {
  private static final String SELECT =
      """
      select account_id, workspace_id, platform, generation, revision, ciphertext,
             grant_ciphertext, issued_at, expires_at, ends_at, refresh_at, refresh_failures
      from token
      """;

  private final JdbcClient jdbc;
  private final Encryption encryption;
  private final RefreshSchedule schedule;

  Vault(JdbcClient jdbc, Encryption encryption, RefreshSchedule schedule) {
    this.jdbc = jdbc;
    this.encryption = encryption;
    this.schedule = schedule;
  }

  /** Stores the token of a new connection in the place of any other. */
  public void store(
      UUID workspaceId, UUID accountId, Platform platform, long generation, Token token) {
    jdbc.sql(
            """
            insert into token
              (account_id, workspace_id, platform, generation, revision, ciphertext,
               grant_ciphertext, issued_at, expires_at, ends_at, refresh_at)
            values (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)
            on conflict (account_id) do update
              set generation = excluded.generation, revision = token.revision + 1,
                  ciphertext = excluded.ciphertext, grant_ciphertext = excluded.grant_ciphertext,
                  issued_at = excluded.issued_at, expires_at = excluded.expires_at,
                  ends_at = excluded.ends_at, refresh_at = excluded.refresh_at,
                  refresh_failures = 0, refresh_lease_until = null
            """)
        .params(
            accountId,
            workspaceId,
            platform.name(),
            generation,
            sealed(accountId, token.keys().access()))
        .param(sealedOrNull(accountId, token.keys().grant()))
        .param(utc(token.issuedAt()))
        .param(utcOrNull(token.expiresAt()))
        .param(utcOrNull(token.endsAt()))
        .param(utcOrNull(schedule.refreshAt(token)))
        .update();
  }

  public Optional<StoredToken> find(UUID workspaceId, UUID accountId) {
    return jdbc.sql(SELECT + "where workspace_id = ? and account_id = ?")
        .params(workspaceId, accountId)
        .query((row, n) -> read(row))
        .optional();
  }

  /**
   * @throws IllegalStateException if it was stored for another account
   */
  public Keys open(StoredToken token) {
    var grant = token.grant();
    return new Keys(opened(token, token.access()), grant == null ? null : opened(token, grant));
  }

  private Secret opened(StoredToken token, Ciphertext ciphertext) {
    return new Secret(encryption.decrypt(ciphertext.bytes(), token.accountId()));
  }

  /**
   * Takes the right to renew this very token.
   *
   * @return false if somebody else has it, or has renewed the token already
   */
  public boolean lease(StoredToken token, Duration lease) {
    return jdbc.sql(
                """
                update token set refresh_lease_until = now() + ? * interval '1 millisecond'
                where workspace_id = ? and account_id = ? and generation = ? and revision = ?
                  and (refresh_lease_until is null or refresh_lease_until < now())
                """)
            .params(
                lease.toMillis(),
                token.workspaceId(),
                token.accountId(),
                token.generation(),
                token.revision())
            .update()
        == 1;
  }

  /**
   * Puts {@code renewed} into the place of {@code token}. What the platform did not give anew stays
   * as it was.
   *
   * @return false if that is not the account's token any more
   */
  public boolean renew(StoredToken token, Token renewed) {
    return jdbc.sql(
                """
                update token
                set revision = revision + 1, ciphertext = ?,
                    grant_ciphertext = coalesce(?, grant_ciphertext), issued_at = ?,
                    expires_at = ?, ends_at = coalesce(?, ends_at), refresh_at = ?,
                    refresh_failures = 0, refresh_lease_until = null
                where workspace_id = ? and account_id = ? and generation = ? and revision = ?
                """)
            .param(sealed(token.accountId(), renewed.keys().access()))
            .param(sealedOrNull(token.accountId(), renewed.keys().grant()))
            .param(utc(renewed.issuedAt()))
            .param(utcOrNull(renewed.expiresAt()))
            .param(utcOrNull(renewed.endsAt()))
            .param(utcOrNull(schedule.refreshAt(renewed)))
            .params(token.workspaceId(), token.accountId(), token.generation(), token.revision())
            .update()
        == 1;
  }

  /** Gives the right to renew it back, unused: not before {@code refreshAt}. */
  public void postpone(StoredToken token, Instant refreshAt) {
    jdbc.sql(
            """
            update token
            set refresh_at = ?, refresh_failures = refresh_failures + 1, refresh_lease_until = null
            where workspace_id = ? and account_id = ? and generation = ? and revision = ?
            """)
        .params(
            utc(refreshAt),
            token.workspaceId(),
            token.accountId(),
            token.generation(),
            token.revision())
        .update();
  }

  public void destroy(UUID workspaceId, UUID accountId) {
    jdbc.sql("delete from token where workspace_id = ? and account_id = ?")
        .params(workspaceId, accountId)
        .update();
  }

  /** Tokens of all workspaces whose time to be renewed has come, the oldest first. */
  public List<StoredToken> due(Instant now, int limit) {
    return jdbc.sql(
            SELECT
                + """
                where refresh_at <= ?
                  and (refresh_lease_until is null or refresh_lease_until < now())
                order by refresh_at limit ?
                """)
        .params(utc(now), limit)
        .query((row, n) -> read(row))
        .list();
  }

  private byte[] sealed(UUID accountId, Secret secret) {
    return encryption.encrypt(secret.value(), accountId);
  }

  private byte @Nullable [] sealedOrNull(UUID accountId, @Nullable Secret secret) {
    return secret == null ? null : sealed(accountId, secret);
  }

  private StoredToken read(ResultSet row) throws SQLException {
    var expiresAt = instant(row, "expires_at");
    var grant = row.getBytes("grant_ciphertext");
    return new StoredToken(
        row.getObject("account_id", UUID.class),
        row.getObject("workspace_id", UUID.class),
        Platform.valueOf(row.getString("platform")),
        row.getLong("generation"),
        row.getLong("revision"),
        new Ciphertext(row.getBytes("ciphertext")),
        grant == null ? null : new Ciphertext(grant),
        expiresAt,
        instant(row, "ends_at"),
        schedule.shortAt(row.getObject("issued_at", OffsetDateTime.class).toInstant(), expiresAt),
        instant(row, "refresh_at"),
        row.getInt("refresh_failures"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
    return instant == null ? null : utc(instant);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
