package com.postpilot.common.contract;

import org.jspecify.annotations.Nullable;

/**
 * What a workspace may do.
 *
 * <p>The counts come from the published plans; {@code null} means unlimited.
 */
public enum Plan {
  FREE(10, 1, 1, 5),
  PRO(200, 10, 3, null),
  ENTERPRISE(null, null, null, null);

  /** {@link #postsPerMonth} as a limit of a subscription. */
  public static final String MAX_ITEMS = "max_items";

  /** {@link #accounts} as a limit of a subscription. */
  public static final String MAX_SECONDARY = "max_secondary";

  /** {@link #platforms} as a limit of a subscription. */
  public static final String MAX_PLATFORMS = "max_platforms";

  /** {@link #aiCaptionsPerMonth} as a limit of a subscription. */
  public static final String MAX_AI_CAPTIONS = "max_ai_captions";

  private final @Nullable Integer postsPerMonth;
  private final @Nullable Integer accounts;
  private final @Nullable Integer platforms;
  private final @Nullable Integer aiCaptionsPerMonth;

  Plan(
      @Nullable Integer postsPerMonth,
      @Nullable Integer accounts,
      @Nullable Integer platforms,
      @Nullable Integer aiCaptionsPerMonth) {
    this.postsPerMonth = postsPerMonth;
    this.accounts = accounts;
    this.platforms = platforms;
    this.aiCaptionsPerMonth = aiCaptionsPerMonth;
  }

  public @Nullable Integer postsPerMonth() {
    return postsPerMonth;
  }

  public @Nullable Integer accounts() {
    return accounts;
  }

  public @Nullable Integer platforms() {
    return platforms;
  }

  public @Nullable Integer aiCaptionsPerMonth() {
    return aiCaptionsPerMonth;
  }
}
