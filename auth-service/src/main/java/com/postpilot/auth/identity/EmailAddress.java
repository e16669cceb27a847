package com.postpilot.auth.identity;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form in which it is stored, compared and written to: lower case,
 * compatibility characters unified, the domain in ASCII. What looks like another user's address
 * after that is his address, so nobody gets mail that was meant for somebody else.
 */
public record EmailAddress(String value) {
  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_LENGTH = 64;
  private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
  private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

  /** Empty if {@code text} is no address. */
  public static Optional<EmailAddress> parse(String text) {
    if (text.length() > MAX_LENGTH * 2) {
      return Optional.empty();
    }
    var unified = Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    int at = unified.lastIndexOf('@');
    if (at < 1) {
      return Optional.empty();
    }
    var local = unified.substring(0, at);
    var domain = ascii(unified.substring(at + 1));
    var address = local + "@" + domain;
    return local.length() <= MAX_LOCAL_LENGTH
            && address.length() <= MAX_LENGTH
            && LOCAL_PART.matcher(local).matches()
            && DOMAIN.matcher(domain).matches()
        ? Optional.of(new EmailAddress(address))
        : Optional.empty();
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return ""; // matches no pattern
    }
  }

  String localPart() {
    return value.substring(0, value.lastIndexOf('@'));
  }

  @Override
  public String toString() {
    return value;
  }
}
