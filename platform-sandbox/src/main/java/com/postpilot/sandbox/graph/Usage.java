package com.postpilot.sandbox.graph;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/**
 * The headers of an answer by which Meta tells how much of its rate limits is used, in per cent.
 */
final class Usage {

  private static final Set<Integer> APP_LIMITS = Set.of(4, 17, 32, 341, 613);
  private static final int MINUTES_TO_REGAIN = 5;

  private final HttpServletResponse response;
  private String account = "unknown";
  private UseCase useCase = UseCase.INSTAGRAM;

  private Usage(HttpServletResponse response) {
    this.response = response;
  }

  /** Next to nothing is used, until an error says otherwise. */
  static Usage begin(HttpServletRequest request, HttpServletResponse response) {
    var usage = new Usage(response);
    usage.app(1);
    request.setAttribute(Usage.class.getName(), usage);
    return usage;
  }

  /** Shows a limit as used up if the request was refused for it. */
  static void refused(HttpServletRequest request, int code) {
    if (request.getAttribute(Usage.class.getName()) instanceof Usage usage) {
      if (APP_LIMITS.contains(code)) {
        usage.app(100);
      }
      if (code == usage.useCase.errorCode()) {
        usage.business(100, MINUTES_TO_REGAIN);
      }
    }
  }

  void of(String account, UseCase useCase) {
    this.account = account;
    this.useCase = useCase;
    business(1, 0);
  }

  private void app(int percent) {
    response.setHeader(
        "X-App-Usage",
        """
        {"call_count":%1$d,"total_time":%1$d,"total_cputime":%1$d}"""
            .formatted(percent));
  }

  private void business(int percent, int minutesToRegain) {
    response.setHeader(
        "X-Business-Use-Case-Usage",
        """
        {"%1$s":[{"type":"%2$s","call_count":%3$d,"total_cputime":%3$d,"total_time":%3$d,"estimated_time_to_regain_access":%4$d}]}"""
            .formatted(account, useCase.wireName(), percent, minutesToRegain));
  }
}
