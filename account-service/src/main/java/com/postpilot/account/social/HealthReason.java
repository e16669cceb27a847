package com.postpilot.account.social;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why an account is not OK, and what helps.
 *
 * @param code the platform's own, such as {@code 190/463}, or one of ours
 * @param message plain words for the person
 */
public record HealthReason(String code, String message) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  static @Nullable HealthReason of(SocialAccount account, Instant now) {
    var platform = account.platform().displayName();
    var known = account.healthReason();
    var end = account.tokenExpiresAt();
    return switch (account.healthAt(now)) {
      case OK -> null;
      case EXPIRING ->
          new HealthReason(
              "expiring",
              (end == null ? "Access ends soon." : "Access ends on " + DAY.format(end) + ".")
                  + " Connect the account again to keep it.");
      case NEEDS_REAUTH -> known == null ? null : new HealthReason(known, lost(known, platform));
      case RESTRICTED ->
          known == null
              ? null
              : new HealthReason(
                  known,
                  platform
                      + " has blocked this account for a while. Look for a message in its app;"
                      + " posts go out again when the block is lifted.");
    };
  }

  private static String lost(String code, String platform) {
    return switch (code) {
      case "190/458" -> platform + " says that PostPilot was removed from its apps. Connect again.";
      case "190/459", "190/464" ->
          platform + " wants its owner to log in there and follow its steps. Then connect again.";
      case "190/460" -> "The password at " + platform + " was changed. Connect again.";
      case "190/463", "expired" -> "Access has expired. Connect again.";
      case "190/492" -> "Whoever connected this Page has no role on it any more. Connect again.";
      case Withdrawal.ERROR_CODE ->
          "Access was withdrawn at " + platform + ". Connect again to go on.";
      case "scope_not_authorized", "scope_permission_missed" ->
          "A permission that publishing needs was switched off at "
              + platform
              + ". Connect again and leave it switched on.";
      default -> platform + " does not accept this connection any more. Connect again.";
    };
  }
}
