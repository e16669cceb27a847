package com.postpilot.sandbox.graph;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** The headers by which Meta tells how much of its rate limits is used, in per cent. */
final class UsageHeaders {

  private static final String APP = "X-App-Usage";
  private static final String BUSINESS = "X-Business-Use-Case-Usage";
  private static final Set<Integer> APP_LIMITS = Set.of(4, 17, 32, 341, 613);
  private static final int INSTAGRAM_LIMIT = 80002;

  private UsageHeaders() {}

  static void calm(HttpServletResponse response) {
    response.setHeader(APP, app(1));
  }

  static void calmAccount(HttpServletResponse response, String account) {
    response.setHeader(BUSINESS, business(account, 1, 0));
  }

  /** A limit that was hit shows as used up. */
  static void afterError(HttpServletResponse response, int code) {
    if (APP_LIMITS.contains(code)) {
      response.setHeader(APP, app(100));
    }
    if (code == INSTAGRAM_LIMIT) {
      response.setHeader(BUSINESS, business("0", 100, 5));
    }
  }

  private static String app(int percent) {
    return """
        {"call_count":%1$d,"total_time":%1$d,"total_cputime":%1$d}"""
        .formatted(percent);
  }

  private static String business(String account, int percent, int minutesToRegain) {
    return """
        {"%s":[{"type":"instagram","call_count":%d,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":%d}]}"""
        .formatted(account, percent, minutesToRegain);
  }
}
