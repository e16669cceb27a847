package com.postpilot.auth.identity;

import com.postpilot.auth.Secret;
import com.postpilot.auth.SystemWork;
import com.postpilot.auth.link.Links;
import com.postpilot.auth.link.Links.Link;
import com.postpilot.auth.link.Purpose;
import com.postpilot.auth.mail.MailKind;
import com.postpilot.auth.mail.Mails;
import com.postpilot.auth.throttle.Throttle;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Showing that an address is one's own, by reading what is sent there. */
@Component
class Verification {
  private final JdbcClient jdbc;
  private final SystemWork system;
  private final Links links;
  private final Mails mails;
  private final Throttle throttle;
  private final Clock clock;

  Verification(
      JdbcClient jdbc,
      SystemWork system,
      Links links,
      Mails mails,
      Throttle throttle,
      Clock clock) {
    this.jdbc = jdbc;
    this.system = system;
    this.links = links;
    this.mails = mails;
    this.throttle = throttle;
    this.clock = clock;
  }

  private record Addresses(String email, boolean verified, @Nullable String pending) {

    /** The one that is still to be confirmed, if any. */
    @Nullable String open() {
      return pending != null ? pending : verified ? null : email;
    }
  }

  /**
   * Confirms the address that the link was sent to. Whoever follows his link a second time is told
   * the same again.
   *
   * @throws Problem 401 {@code token_expired}; 409 {@code email_taken} if somebody was quicker
   */
  void verify(Secret token) {
    try {
      system.inTransaction(
          () -> {
            confirm(links.of(Purpose.VERIFY_ADDRESS, token));
            return true;
          });
    } catch (DuplicateKeyException e) {
      throw Identities.taken();
    }
  }

  private void confirm(Link link) {
    var known = addresses(link.userId());
    if (!link.address().equals(known.email()) && !link.address().equals(known.pending())) {
      throw Links.expired();
    }
    if (link.address().equals(known.email()) && known.verified()) {
      return;
    }
    jdbc.sql(
            """
            update app_user
            set email = :address, email_verified_at = :now, version = version + 1,
                pending_email = nullif(pending_email, :address)
            where id = :id
            """)
        .param("address", link.address())
        .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
        .param("id", link.userId())
        .update();
  }

  /**
   * Sends the link once more.
   *
   * @param address where the user is
   * @throws Problem 409 if there is nothing to confirm; 429
   */
  void resend(UUID userId, String address) {
    var open = system.inTransaction(() -> addresses(userId)).open();
    if (open == null) {
      throw Problem.of(ProblemCode.STATE_CONFLICT, "Your address is confirmed already.");
    }
    throttle.mail(open, address);
    system.inTransaction(
        () -> {
          mails.append(MailKind.VERIFY_ADDRESS, userId, open);
          return true;
        });
  }

  private Addresses addresses(UUID userId) {
    return jdbc.sql(
            """
            select email, email_verified_at is not null as verified, pending_email from app_user
            where id = ? for update
            """)
        .param(userId)
        .query(
            (row, n) ->
                new Addresses(
                    row.getString("email"),
                    row.getBoolean("verified"),
                    row.getString("pending_email")))
        .single();
  }
}
