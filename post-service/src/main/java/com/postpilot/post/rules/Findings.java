package com.postpilot.post.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules find out about one candidate. */
final class Findings {
  private final Candidate candidate;
  private final List<Finding> found = new ArrayList<>();

  Findings(Candidate candidate) {
    this.candidate = candidate;
  }

  void block(
      String code,
      String field,
      @Nullable Object limit,
      @Nullable Object actual,
      String message,
      String remedy) {
    add(Severity.BLOCKED, code, field, limit, actual, message, remedy);
  }

  void warn(
      String code,
      String field,
      @Nullable Object limit,
      @Nullable Object actual,
      String message,
      String remedy) {
    add(Severity.WARNING, code, field, limit, actual, message, remedy);
  }

  private void add(
      Severity severity,
      String code,
      String field,
      @Nullable Object limit,
      @Nullable Object actual,
      String message,
      String remedy) {
    found.add(
        new Finding(
            code,
            severity,
            candidate.place().targetId(),
            candidate.place().accountId(),
            candidate.limits().platform(),
            field,
            limit,
            actual,
            message,
            remedy));
  }

  List<Finding> list() {
    return List.copyOf(found);
  }
}
