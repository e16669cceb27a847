package com.postpilot.demo.client;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The outside world: what followers see there, and how much of it a day has room for. */
public final class Sandbox {
  private static final Pattern QUOTA = Pattern.compile(".*_per_(minute|day)");
  private static final int MOST_CALLS_OF_A_POST = 50; // asking how far it is

  private final Http http;

  /**
   * @param address without a slash at the end
   */
  public Sandbox(URI address) {
    http = new Http(URI.create(address + "/_sandbox"), null);
  }

  /**
   * Something that followers see.
   *
   * @param account the platform's id of the account
   */
  public record Publication(
      String platform, String account, String caption, int mediaCount, Instant publishedAt) {

    public boolean isOn(Account account) {
      return platform.toUpperCase(Locale.ROOT).equals(account.platform().name())
          && this.account.equals(account.externalId());
    }
  }

  private record Publications(List<Publication> items) {}

  /** Everything ever published, in the order in which it appeared. */
  public List<Publication> publications() {
    return http.get("/publications", Publications.class).items();
  }

  /** The limits in force, to be given to {@link #limit} again. */
  public JsonNode limits() {
    return http.get("/limits", JsonNode.class);
  }

  /** Makes room for that many posts of one account, all within a minute: quotas, not lifetimes. */
  public void makeRoomFor(int posts) {
    var changes = new HashMap<String, Map<String, Integer>>();
    for (var platform : limits().properties()) {
      for (var limit : platform.getValue().properties()) {
        if (QUOTA.matcher(limit.getKey()).matches()) {
          changes
              .computeIfAbsent(platform.getKey(), _ -> new HashMap<>())
              .put(
                  limit.getKey(), Math.max(limit.getValue().asInt(), posts * MOST_CALLS_OF_A_POST));
        }
      }
    }
    limit(changes);
  }

  /** Changes the limits that are named. */
  public void limit(Object changes) {
    http.post("/limits", changes, JsonNode.class);
  }
}
