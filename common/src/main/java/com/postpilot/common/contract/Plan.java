package com.postpilot.common.contract;

import org.jspecify.annotations.Nullable;

/**
 * What a workspace may do.
 *
 * <p>The counts come from the published plans; {@code null} means unlimited.
 */
public enum Plan {
  FREE(10, 1, 1),
  PRO(200, 10, 3),
  ENTERPRISE(null, null, null);

  private final @Nullable Integer postsPerMonth;
  private final @Nullable Integer accounts;
  private final @Nullable Integer platforms;

  Plan(@Nullable Integer postsPerMonth, @Nullable Integer accounts, @Nullable Integer platforms) {
    this.postsPerMonth = postsPerMonth;
    this.accounts = accounts;
    this.platforms = platforms;
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
}
