package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.media.MediaStore;
import com.postpilot.sandbox.traffic.Account;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A professional Instagram account.
 *
 * @param id the professional account's id, as used in paths ({@code user_id} on the wire)
 * @param appScopedId the id that only this app sees ({@code id} on the wire)
 */
public record Profile(String id, String appScopedId, String handle, String name) {

  private static final Pattern HANDLE = Pattern.compile("[a-z0-9._]{1,30}");

  static boolean isHandle(String handle) {
    return HANDLE.matcher(handle).matches();
  }

  /** The same handle is the same account, also after a reset: its ids follow from it. */
  static Profile named(String handle) {
    return new Profile(
        "1784140" + digits(handle, 10), "26" + digits("app:" + handle, 15), handle, name(handle));
  }

  /** The letter of the avatar. */
  String initial() {
    return name.isEmpty() ? "?" : name.substring(0, 1);
  }

  public Account account() {
    return new Account(id, handle);
  }

  private static String digits(String seed, int count) {
    var hash = new BigInteger(MediaStore.sha256(seed.getBytes(StandardCharsets.UTF_8)), 16);
    return ("%0" + count + "d").formatted(hash.mod(BigInteger.TEN.pow(count)));
  }

  private static String name(String handle) {
    return Arrays.stream(handle.split("[._]", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }
}
