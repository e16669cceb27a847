package com.postpilot.publisher.instagram;

import static com.postpilot.publisher.platform.ErrorClass.CONTENT;
import static com.postpilot.publisher.platform.ErrorClass.NEW_CONTAINER;
import static com.postpilot.publisher.platform.ErrorClass.PERMISSION;
import static com.postpilot.publisher.platform.ErrorClass.POLICY;
import static com.postpilot.publisher.platform.ErrorClass.POLL;
import static com.postpilot.publisher.platform.ErrorClass.REAUTH;
import static com.postpilot.publisher.platform.ErrorClass.RETRY;
import static com.postpilot.publisher.platform.ErrorClass.WAIT;

import com.postpilot.publisher.platform.ErrorClass;
import com.postpilot.publisher.platform.PlatformError;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Instagram's errors: what each means, who must act, and whether it proves that a call had no
 * effect. Only entries marked so are believed on the visible step; anything else there is an
 * unknown outcome (4/2207051 has been seen while the post was live).
 */
final class InstagramErrors {
  private static final String TRY_LATER = "Nothing to do: PostPilot tries again by itself.";
  private static final String RECONNECT = "Reconnect the account.";
  private static final String CHANGE_PICTURE = "Replace the picture and schedule the post again.";
  private static final String IN_THE_APP = "Open the Instagram app and follow what it asks for.";
  private static final Duration A_DAY = Duration.ofHours(24);
  private static final Duration A_WHILE = Duration.ofMinutes(15);

  private record Entry(
      ErrorClass kind,
      boolean notApplied,
      String cause,
      String action,
      @Nullable Duration rest,
      boolean wholeApplication) {}

  private static Entry proven(ErrorClass kind, String cause, String action) {
    return new Entry(kind, true, cause, action, null, false);
  }

  private static Entry unproven(ErrorClass kind, String cause, String action) {
    return new Entry(kind, false, cause, action, null, false);
  }

  private static Entry rest(String cause, Duration wait, boolean notApplied, boolean application) {
    return new Entry(WAIT, notApplied, cause, TRY_LATER, wait, application);
  }

  private static final Entry DEAD_TOKEN =
      proven(REAUTH, "Instagram no longer accepts the account's token.", RECONNECT);
  private static final Entry NO_RIGHT =
      proven(
          PERMISSION,
          "The connection lacks a right that publishing needs.",
          "Reconnect the account and grant every permission.");
  private static final Entry INVALID =
      proven(
          CONTENT,
          "Instagram does not accept a part of this post.",
          "Check the post's text and pictures.");
  private static final Entry UNFORESEEN =
      unproven(RETRY, "Instagram answered with an error that it does not document.", TRY_LATER);

  /** By {@code code/subcode}, or {@code code} alone for all its other subcodes. */
  private static final Map<String, Entry> CATALOGUE =
      Map.ofEntries(
          Map.entry("1", unproven(RETRY, "Instagram had an internal error.", TRY_LATER)),
          Map.entry("2", unproven(RETRY, "Instagram is temporarily unavailable.", TRY_LATER)),
          Map.entry("-1", unproven(RETRY, "Instagram had an internal error.", TRY_LATER)),
          Map.entry("-2", unproven(RETRY, "Instagram was too slow.", TRY_LATER)),
          Map.entry(
              "-1/2207053",
              unproven(NEW_CONTAINER, "Instagram could not take the picture over.", TRY_LATER)),
          Map.entry(
              "-2/2207020",
              unproven(NEW_CONTAINER, "What was prepared at Instagram has expired.", TRY_LATER)),
          Map.entry("3", NO_RIGHT),
          Map.entry("10", NO_RIGHT),
          Map.entry("4", rest("PostPilot made too many calls.", A_WHILE, false, true)),
          Map.entry("341", rest("PostPilot made too many calls.", A_WHILE, false, true)),
          Map.entry("17", rest("Too many calls for this account.", A_WHILE, false, false)),
          Map.entry("32", rest("Too many calls for this account.", A_WHILE, false, false)),
          Map.entry("613", rest("Too many calls for this account.", A_WHILE, false, false)),
          Map.entry("80002", rest("Too many calls for this account.", A_WHILE, false, false)),
          Map.entry(
              "9/2207042",
              rest("The account's daily publishing limit is reached.", A_DAY, true, false)),
          Map.entry(
              "4/2207051", unproven(POLICY, "Instagram blocked the action as spam.", IN_THE_APP)),
          Map.entry(
              "368",
              unproven(POLICY, "Instagram has blocked the account for a while.", IN_THE_APP)),
          Map.entry(
              "25/2207050",
              proven(PERMISSION, "Instagram has restricted the account.", IN_THE_APP)),
          Map.entry("100", INVALID),
          Map.entry("102", DEAD_TOKEN),
          Map.entry("190", DEAD_TOKEN),
          Map.entry(
              "24/2207006",
              unproven(NEW_CONTAINER, "What was prepared at Instagram is gone.", TRY_LATER)),
          Map.entry(
              "24/2207008",
              unproven(NEW_CONTAINER, "What was prepared at Instagram is gone.", TRY_LATER)),
          Map.entry(
              "100/2207028",
              proven(
                  CONTENT,
                  "A carousel needs two to ten pictures.",
                  "Change the number of pictures.")),
          Map.entry(
              "352/2207026",
              proven(CONTENT, "Instagram does not support this video's format.", CHANGE_PICTURE)),
          Map.entry(
              "9004/2207052", unproven(RETRY, "Instagram could not fetch the picture.", TRY_LATER)),
          Map.entry(
              "9007/2207027", proven(POLL, "Instagram is still preparing the post.", TRY_LATER)),
          Map.entry(
              "36000/2207004", proven(CONTENT, "The picture is larger than 8 MB.", CHANGE_PICTURE)),
          Map.entry(
              "36001/2207005",
              proven(CONTENT, "Instagram takes JPEG pictures only.", CHANGE_PICTURE)),
          Map.entry(
              "36003/2207009",
              proven(
                  CONTENT,
                  "The picture's shape is outside what Instagram takes (4:5 to 1.91:1).",
                  "Crop the picture and schedule the post again.")),
          Map.entry(
              "36004/2207010",
              proven(
                  CONTENT,
                  "The caption is longer than 2,200 characters.",
                  "Shorten the caption and schedule the post again.")));

  private InstagramErrors() {}

  /**
   * @param regainAccess Meta's {@code estimated_time_to_regain_access}, where it said so
   * @param isTransient Meta's own word that the same call may work later
   */
  static PlatformError of(
      int code, int subcode, boolean isTransient, @Nullable Duration regainAccess) {
    var name = subcode == 0 ? Integer.toString(code) : code + "/" + subcode;
    var entry = CATALOGUE.get(name);
    if (entry == null) {
      entry = CATALOGUE.get(Integer.toString(code));
    }
    if (entry == null && code >= 200 && code <= 299) {
      entry = NO_RIGHT;
    }
    if (entry == null || (isTransient && !entry.notApplied() && entry.kind() != WAIT)) {
      entry = UNFORESEEN;
    }
    return new PlatformError(
        name,
        entry.kind(),
        entry.notApplied(),
        entry.cause(),
        entry.action(),
        regainAccess != null && !regainAccess.isZero() ? regainAccess : entry.rest(),
        entry.wholeApplication());
  }

  /** No connection came about, so nothing was sent. */
  static PlatformError notReached() {
    return new PlatformError(
        "not_reached", RETRY, true, "Instagram could not be reached.", TRY_LATER, null, false);
  }

  /** The answer to a call that makes nothing visible was lost; it may simply be made again. */
  static PlatformError noAnswer() {
    return new PlatformError(
        "no_answer", RETRY, true, "Instagram did not answer.", TRY_LATER, null, false);
  }
}
