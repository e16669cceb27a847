package com.postpilot.account.revocation;

import com.postpilot.account.oauth.Ciphertext;
import com.postpilot.account.oauth.Keys;
import com.postpilot.account.oauth.Secret;
import com.postpilot.common.Ids;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Encryption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The consents that platforms have yet to forget, with the keys that this takes. */
@Component
public class Revocations {
  /** After this long a claimed one that was not settled is taken up again. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Encryption encryption;
  private final Clock clock;

  Revocations(JdbcClient jdbc, Encryption encryption, Clock clock) {
    this.jdbc = jdbc;
    this.encryption = encryption;
    this.clock = clock;
  }

  /**
   * @param inUse whether another account that is connected lives on the same consent
   */
  record Pending(
      UUID id,
      UUID accountId,
      Platform platform,
      String ownerId,
      Ciphertext access,
      @Nullable Ciphertext grant,
      Instant createdAt,
      int attempts,
      boolean inUse) {}

  /** Takes a copy of the account's keys, in the transaction that destroys them. */
  public void plan(UUID workspaceId, UUID accountId, String ownerId) {
    var now = now();
    jdbc.sql(
            """
            insert into revocation
              (id, workspace_id, account_id, platform, owner_id, ciphertext, grant_ciphertext,
               created_at, next_attempt_at)
            select ?, workspace_id, account_id, platform, ?, ciphertext, grant_ciphertext, ?, ?
            from token where workspace_id = ? and account_id = ?
            """)
        .params(Ids.next(), ownerId, now, now, workspaceId, accountId)
        .update();
  }

  /**
   * Takes on one that is due, in a transaction across all workspaces. While its person may be about
   * to consent anew it waits: until a consent that was given is made use of or expires, until codes
   * that came back have told whose they are, and until whoever left this workspace for the platform
   * is back.
   */
  Optional<Pending> claim() {
    var now = now();
    return jdbc.sql(
            """
            with picked as (
              select r.id from revocation r
              where r.next_attempt_at <= :now and not exists (
                select from connection c
                where c.platform = r.platform and c.expires_at > :now
                  and (c.status = 'CHOOSE' and c.owner_id = r.owner_id
                    or c.status = 'PENDING'
                      and (c.claimed_at is not null or c.workspace_id = r.workspace_id)))
              order by r.next_attempt_at limit 1 for update of r skip locked)
            update revocation r set next_attempt_at = :again, attempts = attempts + 1
            from picked where r.id = picked.id
            returning r.id, r.account_id, r.platform, r.owner_id, r.ciphertext,
              r.grant_ciphertext, r.created_at, r.attempts,
              exists (
                select from account a
                where a.platform = r.platform and a.owner_id = r.owner_id
                  and a.status = 'CONNECTED' and a.health <> 'NEEDS_REAUTH') as in_use
            """)
        .param("now", now)
        .param("again", now.plus(LEASE))
        .query((row, n) -> read(row))
        .optional();
  }

  private static Pending read(ResultSet row) throws SQLException {
    var grant = row.getBytes("grant_ciphertext");
    return new Pending(
        row.getObject("id", UUID.class),
        row.getObject("account_id", UUID.class),
        Platform.valueOf(row.getString("platform")),
        row.getString("owner_id"),
        new Ciphertext(row.getBytes("ciphertext")),
        grant == null ? null : new Ciphertext(grant),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getInt("attempts"),
        row.getBoolean("in_use"));
  }

  Keys open(Pending pending) {
    var grant = pending.grant();
    return new Keys(
        opened(pending, pending.access()), grant == null ? null : opened(pending, grant));
  }

  private Secret opened(Pending pending, Ciphertext sealed) {
    return new Secret(encryption.decrypt(sealed.bytes(), pending.accountId()));
  }

  /** Destroys the keys. */
  void settle(UUID id) {
    jdbc.sql("delete from revocation where id = ?").param(id).update();
  }

  void postpone(UUID id, Instant until) {
    jdbc.sql("update revocation set next_attempt_at = ? where id = ?")
        .params(until.atOffset(ZoneOffset.UTC), id)
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
