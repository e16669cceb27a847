package com.postpilot.sandbox.facebook.account;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an app holds in its hands: a person's token, or the token of a Page made from one. */
sealed interface Credential {

  UserToken origin();

  String value();

  /** Null means never. */
  @Nullable Instant expiresAt();

  default Set<Permission> granted() {
    return origin().consent().granted();
  }

  default boolean isExpiredAt(Instant now) {
    var end = expiresAt();
    return end != null && !now.isBefore(end);
  }

  record OfPerson(UserToken origin) implements Credential {

    @Override
    public String value() {
      return origin.value();
    }

    @Override
    public Instant expiresAt() {
      return origin.expiresAt();
    }
  }

  /** A Page's token. Made from a long-lived token it has no end. */
  record OfPage(String value, String pageId, UserToken origin) implements Credential {

    @Override
    public @Nullable Instant expiresAt() {
      return origin.life() == UserToken.Life.LONG ? null : origin.expiresAt();
    }
  }
}
