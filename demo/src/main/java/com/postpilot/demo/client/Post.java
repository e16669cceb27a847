package com.postpilot.demo.client;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A post as PostPilot shows it. */
public record Post(UUID id, List<Target> targets) {

  public Post {
    targets = List.copyOf(targets);
  }

  /** The post on one account. */
  public record Target(
      UUID accountId,
      String status,
      @Nullable String holdReason,
      @Nullable Failure failure,
      @Nullable String permalink) {

    public boolean isPublished() {
      return status.equals("PUBLISHED");
    }

    /** Nothing happens any more unless a person does something. */
    public boolean isOver() {
      return isPublished() || status.equals("FAILED") || isHeldForAPerson();
    }

    private boolean isHeldForAPerson() {
      return status.equals("HELD")
          && !List.of("QUOTA", "UNAVAILABLE").contains(String.valueOf(holdReason));
    }

    /** Why it is not out, in PostPilot's words. */
    public String trouble() {
      if (failure != null) {
        return failure.message();
      }
      return holdReason == null ? status : status + " " + holdReason;
    }
  }

  /**
   * @param message what happened, in plain words
   */
  public record Failure(String code, String message) {}
}
