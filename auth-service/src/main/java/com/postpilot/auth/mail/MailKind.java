package com.postpilot.auth.mail;

import java.util.Locale;

/** What there is to write. */
public enum MailKind {
  /** A link that proves whose the address is. */
  VERIFY_ADDRESS,
  /** A link to a new password, if anybody has the address. */
  RESET_PASSWORD,
  /** The password is another one from now on. */
  PASSWORD_CHANGED,
  /** Another address is to take the place of this one. */
  ADDRESS_CHANGING;

  /** As metrics name it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
