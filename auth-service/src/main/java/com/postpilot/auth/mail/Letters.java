package com.postpilot.auth.mail;

import com.postpilot.auth.Secret;
import com.postpilot.auth.link.LinkProperties;
import com.postpilot.auth.link.Links;
import com.postpilot.auth.link.Purpose;
import com.postpilot.auth.mail.Mails.Claimed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriComponentsBuilder;

/** Writes the mails. */
@Component
class Letters {
  private final JdbcClient jdbc;
  private final Links links;
  private final LinkProperties lifetimes;
  private final MailProperties properties;

  Letters(JdbcClient jdbc, Links links, LinkProperties lifetimes, MailProperties properties) {
    this.jdbc = jdbc;
    this.links = links;
    this.lifetimes = lifetimes;
    this.properties = properties;
  }

  /** Empty if there is nobody, or no need, to write to any more. */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<Letter> write(Claimed mail) {
    return switch (mail.kind()) {
      case VERIFY_ADDRESS ->
          whoWantsToShowThatItIsHis(mail.recipient(), mail.userId())
              .map(user -> links.issue(Purpose.VERIFY_ADDRESS, user, mail.recipient()))
              .map(this::verifyAddress);
      case RESET_PASSWORD ->
          whoHas(mail.recipient())
              .map(user -> links.issue(Purpose.RESET_PASSWORD, user, mail.recipient()))
              .map(this::resetPassword);
      case PASSWORD_CHANGED -> Optional.of(passwordChanged());
      case ADDRESS_CHANGING -> Optional.of(addressChanging());
    };
  }

  private Optional<UUID> whoHas(String address) {
    return jdbc.sql("select id from app_user where email = ?")
        .param(address)
        .query(UUID.class)
        .optional();
  }

  private Optional<UUID> whoWantsToShowThatItIsHis(String address, @Nullable UUID userId) {
    return jdbc.sql(
            """
            select id from app_user
            where id = :user
              and ((email = :address and email_verified_at is null) or pending_email = :address)
            """)
        .param("user", userId)
        .param("address", address)
        .query(UUID.class)
        .optional();
  }

  private Letter verifyAddress(Secret token) {
    return new Letter(
        "Confirm your e-mail address",
        List.of("Please confirm that this address is yours."),
        new Letter.Link("Confirm this address", link("verify-email", token)),
        List.of(
            "The link works for " + inWords(lifetimes.verifyAddress()) + ".",
            "If you did not enter this address at PostPilot, ignore this mail: nothing happens."));
  }

  private Letter resetPassword(Secret token) {
    return new Letter(
        "Choose a new password",
        List.of("Somebody, most likely you, asked for a new password for this address."),
        new Letter.Link("Choose a new password", link("reset-password", token)),
        List.of(
            "The link works once, and for " + inWords(lifetimes.resetPassword()) + ".",
            "If you did not ask for it, ignore this mail: your password stays as it is."));
  }

  private Letter passwordChanged() {
    return new Letter(
        "Your password was changed",
        List.of(
            "The password of your account was changed, and whoever else was logged in to it is"
                + " logged out."),
        new Letter.Link(
            "If it was not you, choose a new password at once", page("forgot-password")),
        List.of());
  }

  private Letter addressChanging() {
    return new Letter(
        "Your e-mail address is about to change",
        List.of(
            "Somebody who knows your password wants another e-mail address in the place of this"
                + " one. It takes its place as soon as it is confirmed."),
        new Letter.Link(
            "If it was not you, choose a new password at once", page("forgot-password")),
        List.of("A new password also keeps your present address."));
  }

  /** Behind the {@code #}, which browsers send to nobody and no server writes into its log. */
  private URI link(String page, Secret token) {
    return URI.create(page(page) + "#token=" + token.value());
  }

  private URI page(String page) {
    return UriComponentsBuilder.fromUri(properties.dashboardUrl())
        .pathSegment(page)
        .build()
        .toUri();
  }

  private static String inWords(Duration lifetime) {
    return lifetime.toHours() >= 48
        ? lifetime.toDays() + " days"
        : lifetime.toMinutes() >= 120
            ? lifetime.toHours() + " hours"
            : lifetime.toMinutes() + " minutes";
  }
}
