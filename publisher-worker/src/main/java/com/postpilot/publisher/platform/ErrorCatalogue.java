package com.postpilot.publisher.platform;

import com.postpilot.common.contract.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * A platform's errors: what each means, who must act, and whether it proves that a call had no
 * effect. Only such an error is believed on a visible step; after any other the platform is asked.
 *
 * <p>The entries are rows of a table, {@code errors.md}, beside the class that speaks to the
 * platform: code, class, effect ({@code none} if it is proven that there was none, else {@code
 * unknown}), limit ({@code 3 tries}, {@code 15m account}, {@code 15m application} or nothing), who,
 * cause, remedy. A code is {@code code/subcode}, {@code code} for all its other subcodes, {@code
 * *}{@code /subcode}, a range {@code 200-299}, a beginning {@code spam_risk*}, or {@code ~words} of
 * the message.
 */
public final class ErrorCatalogue {
  private static final int COLUMNS = 7;

  private final Platform platform;
  private final Map<String, PlatformError> entries = new LinkedHashMap<>();

  /**
   * @param homes classes with a table beside them; a later one wins over an earlier one
   */
  public ErrorCatalogue(Platform platform, Class<?>... homes) {
    this.platform = platform;
    for (var home : homes) {
      read(home).lines().filter(line -> line.startsWith("|")).skip(2).forEach(this::add);
    }
  }

  private static String read(Class<?> home) {
    try (var table = home.getResourceAsStream("errors.md")) {
      return new String(
          Objects.requireNonNull(table, "errors.md").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    var cells = List.of(line.split("\\|", -1));
    if (cells.size() != COLUMNS + 2) {
      throw new IllegalArgumentException("Not a row of a catalogue: " + line);
    }
    var row = cells.stream().map(String::strip).toList();
    var limit = List.of(row.get(4).split(" ", -1));
    boolean counted = limit.getLast().equals("tries");
    var error =
        new PlatformError(
            row.get(1),
            ErrorClass.valueOf(row.get(2)),
            switch (row.get(3)) {
              case "none" -> true;
              case "unknown" -> false;
              default -> throw new IllegalArgumentException("Not an effect: " + line);
            },
            row.get(6).replace("{platform}", platform.displayName()),
            Actor.valueOf(row.get(5)),
            row.get(7).replace("{platform}", platform.displayName()),
            counted ? Integer.valueOf(limit.getFirst()) : null,
            counted || row.get(4).isEmpty() ? null : rest(limit.getFirst()),
            limit.getLast().equals("application"));
    entries.put(error.code(), error);
  }

  private static Duration rest(String text) {
    return DurationStyle.SIMPLE.parse(text);
  }

  public Collection<PlatformError> entries() {
    return List.copyOf(entries.values());
  }

  /** The entry for a code; what is not catalogued is tried again, and proves nothing. */
  public PlatformError of(String code) {
    return of(code, "");
  }

  /**
   * @param message the platform's own, for errors that only that tells apart
   */
  public PlatformError of(String code, String message) {
    var parts = List.of(code.split("/", 2));
    var entry = first(known -> known.startsWith("~") && message.contains(known.substring(1)));
    if (entry == null) {
      entry = entries.get(code);
    }
    if (entry == null && parts.size() == 2) {
      entry = entries.get("*/" + parts.getLast());
    }
    if (entry == null) {
      entry = entries.get(parts.getFirst());
    }
    if (entry == null) {
      entry = first(known -> covers(known, parts.getFirst()));
    }
    return entry == null ? unforeseen(code) : named(entry, code);
  }

  /** The entry for an error of which only the subcode is told. */
  public PlatformError ofSubcode(String subcode) {
    var entry = first(known -> known.endsWith("/" + subcode));
    return entry == null ? unforeseen(subcode) : named(entry, entry.code().replace("*/", ""));
  }

  /** An error of which nothing is known but that it may pass. */
  public PlatformError unforeseen(String code) {
    return new PlatformError(
        code,
        ErrorClass.RETRY,
        false,
        platform.displayName() + " answered with an error that it does not document.",
        Actor.NOBODY,
        "",
        null,
        null,
        false);
  }

  private @Nullable PlatformError first(Predicate<String> matching) {
    return entries.values().stream()
        .filter(entry -> matching.test(entry.code()))
        .findFirst()
        .orElse(null);
  }

  private static boolean covers(String known, String code) {
    if (known.endsWith("*")) {
      return code.startsWith(known.substring(0, known.length() - 1));
    }
    if (known.matches("\\d+-\\d+") && code.matches("\\d{1,9}")) {
      int dash = known.indexOf('-');
      int number = Integer.parseInt(code);
      return number >= Integer.parseInt(known.substring(0, dash))
          && number <= Integer.parseInt(known.substring(dash + 1));
    }
    return false;
  }

  private static PlatformError named(PlatformError entry, String code) {
    return new PlatformError(
        code,
        entry.kind(),
        entry.notApplied(),
        entry.cause(),
        entry.actor(),
        entry.remedy(),
        entry.tries(),
        entry.rest(),
        entry.wholeApplication());
  }
}
