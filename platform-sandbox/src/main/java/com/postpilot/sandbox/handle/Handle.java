package com.postpilot.sandbox.handle;

import com.postpilot.sandbox.media.MediaStore;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A user name. The same handle is the same account, also after a reset: names and ids follow from
 * it.
 */
public record Handle(String text) {

  private static final Pattern CHOSEN = Pattern.compile("[a-z0-9._]{1,30}");

  /** Whether a person may call themselves so. */
  public static boolean mayBeChosen(String text) {
    return CHOSEN.matcher(text).matches();
  }

  /** The handle in words. */
  public String displayName() {
    return Arrays.stream(text.split("[._-]", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }

  /** So many digits, always the same ones for the handle and the purpose. */
  public String digits(String purpose, int count) {
    var seed = (purpose + text).getBytes(StandardCharsets.UTF_8);
    var hash = new BigInteger(MediaStore.sha256(seed), 16);
    return ("%0" + count + "d").formatted(hash.mod(BigInteger.TEN.pow(count)));
  }

  /** Where the account's picture is served. */
  public String avatarPath() {
    return "/avatars/" + text + ".svg";
  }

  /** The letter of the avatar. */
  String initial() {
    var name = displayName();
    return name.isEmpty() ? "?" : name.substring(0, 1);
  }
}
