package com.postpilot.account.notice;

import com.postpilot.account.social.Leaver;
import com.postpilot.common.contract.Platform;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices that platforms have signed, kept until they are done. */
@Component
class Notices {
  /** After this long one that is not done is taken up again. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Clock clock;

  Notices(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One that is to be done by whoever holds it. */
  record Open(String code, Act act, Leaver leaver) {}

  /**
   * A person's request to be forgotten, without saying whose it was.
   *
   * @param accounts how many are erased
   * @param completedAt null until that is all
   */
  record Deletion(String code, Platform platform, int accounts, @Nullable Instant completedAt) {}

  /** Keeps one, in the hands of the caller. */
  Open keep(Act act, Leaver leaver) {
    var open = new Open(code(), act, leaver);
    jdbc.sql(
            """
            insert into notice (code, act, platform, user_id, told_at, next_attempt_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            open.code(),
            act.name(),
            leaver.platform().name(),
            leaver.userId(),
            leaver.at().atOffset(ZoneOffset.UTC),
            now().plus(LEASE))
        .update();
    return open;
  }

  /** Takes one up that was left undone. */
  Optional<Open> claim() {
    return jdbc.sql(
            """
            with picked as (
              select code from notice where next_attempt_at <= ?
              order by next_attempt_at limit 1 for update skip locked)
            update notice n set next_attempt_at = ? from picked where n.code = picked.code
            returning n.code, n.act, n.platform, n.user_id, n.told_at
            """)
        .params(now(), now().plus(LEASE))
        .query((row, n) -> open(row))
        .optional();
  }

  private static Open open(ResultSet row) throws SQLException {
    return new Open(
        row.getString("code"),
        Act.valueOf(row.getString("act")),
        new Leaver(
            Platform.valueOf(row.getString("platform")),
            row.getString("user_id"),
            row.getObject("told_at", OffsetDateTime.class).toInstant()));
  }

  /** In the transaction that has done them. */
  void count(Open notice, int accounts) {
    jdbc.sql("update notice set accounts = accounts + ? where code = ?")
        .params(accounts, notice.code())
        .update();
  }

  /** Whose it was is of no interest any more. */
  void done(Open notice) {
    switch (notice.act()) {
      case DEAUTHORIZE ->
          jdbc.sql("delete from notice where code = ?").param(notice.code()).update();
      case DATA_DELETION ->
          jdbc.sql(
                  """
                  update notice set user_id = null, next_attempt_at = null, completed_at = ?
                  where code = ? and completed_at is null
                  """)
              .params(now(), notice.code())
              .update();
    }
  }

  Optional<Deletion> deletion(String code) {
    return jdbc.sql(
            """
            select code, platform, accounts, completed_at from notice
            where code = ? and act = 'DATA_DELETION'
            """)
        .param(code)
        .query((row, n) -> deletion(row))
        .optional();
  }

  private static Deletion deletion(ResultSet row) throws SQLException {
    var completedAt = row.getObject("completed_at", OffsetDateTime.class);
    return new Deletion(
        row.getString("code"),
        Platform.valueOf(row.getString("platform")),
        row.getInt("accounts"),
        completedAt == null ? null : completedAt.toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static String code() {
    var bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
