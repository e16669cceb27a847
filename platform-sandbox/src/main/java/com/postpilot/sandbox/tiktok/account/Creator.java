package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.media.MediaStore;
import com.postpilot.sandbox.traffic.Account;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody with a TikTok account.
 *
 * @param openId the id that this app knows the account by
 * @param unionId the id that all apps of one developer know it by
 */
public record Creator(
    String openId, String unionId, String handle, String nickname, boolean privateAccount) {

  private static final Pattern HANDLE = Pattern.compile("[a-z0-9._]{1,30}");

  static boolean isHandle(String handle) {
    return HANDLE.matcher(handle).matches();
  }

  /** The same handle is the same account, also after a reset: its ids follow from it. */
  static Creator named(String handle) {
    return new Creator(
        "-000" + opaque(handle), opaque("union:" + handle), handle, nickname(handle), false);
  }

  Creator withPrivateAccount(boolean isPrivate) {
    return new Creator(openId, unionId, handle, nickname, isPrivate);
  }

  public Account account() {
    return new Account(openId, handle);
  }

  /** Where the sandbox serves the picture. */
  public String avatarPath() {
    return "/avatars/" + handle + ".svg";
  }

  /** From the sandbox's root. */
  public String profilePath() {
    return "/tiktok-www/@" + handle;
  }

  private static String opaque(String seed) {
    var hash = HexFormat.of().parseHex(MediaStore.sha256(seed.getBytes(StandardCharsets.UTF_8)));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 32);
  }

  private static String nickname(String handle) {
    return Arrays.stream(handle.split("[._]", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }
}
