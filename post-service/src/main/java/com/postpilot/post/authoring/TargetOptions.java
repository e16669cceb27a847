package com.postpilot.post.authoring;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PlatformLimits;
import com.postpilot.common.contract.PlatformLimits.Option;
import com.postpilot.common.contract.PlatformLimits.OptionType;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the options of a target are ones that its platform has. */
final class TargetOptions {
  private static final int MAX_URL = 2_048;

  /** How far the clock of a client may be ahead. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private TargetOptions() {}

  /**
   * @param target its place in the list
   * @param input is told what is wrong with values
   * @throws Problem 422 {@code unknown_field} for an option that the platform does not have
   */
  static void check(
      int target,
      Platform platform,
      @Nullable Map<String, @Nullable Object> options,
      Instant now,
      PostInput input) {
    if (options == null) {
      return;
    }
    var known =
        PlatformLimits.of(platform).options().stream()
            .collect(Collectors.toMap(Option::name, option -> option));
    options.forEach(
        (name, value) -> {
          var field = "targets[%d].options.%s".formatted(target, name);
          var option = known.get(name);
          if (option == null) {
            throw Problem.at(
                ProblemCode.UNKNOWN_FIELD,
                field,
                "%s has no such option. It has %s."
                    .formatted(
                        platform.displayName(),
                        known.keySet().stream().sorted().collect(Collectors.joining(", "))));
          }
          if (!takes(option, value)) {
            input.refuse(field, "wrong_type", "This must be " + expectation(option) + ".");
          } else if (option.type() == OptionType.INSTANT
              && instant(value).isAfter(now.plus(SKEW))) {
            input.refuse(field, "in_future", "Nobody can have agreed yet: this lies ahead.");
          }
        });
  }

  private static boolean takes(Option option, @Nullable Object value) {
    return switch (option.type()) {
      case CHOICE -> value instanceof String text && option.values().contains(text);
      case FLAG -> value instanceof Boolean;
      case LINK -> value instanceof String text && isLink(text);
      case INSTANT -> instant(value).isAfter(Instant.EPOCH);
    };
  }

  private static String expectation(Option option) {
    return switch (option.type()) {
      case CHOICE -> "one of " + String.join(", ", option.values());
      case FLAG -> "true or false";
      case LINK -> "an http or https address";
      case INSTANT -> "an instant such as 2026-11-01T09:00:00Z";
    };
  }

  private static boolean isLink(String text) {
    if (text.length() > MAX_URL) {
      return false;
    }
    try {
      var link = new URI(text);
      return link.getHost() != null
          && Set.of("http", "https")
              .contains(String.valueOf(link.getScheme()).toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The epoch for what is none. */
  private static Instant instant(@Nullable Object value) {
    try {
      return value instanceof String text ? Instant.parse(text) : Instant.EPOCH;
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
