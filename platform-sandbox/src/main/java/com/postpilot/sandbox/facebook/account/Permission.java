package com.postpilot.sandbox.facebook.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Something that a person may let an app do. */
public enum Permission {
  /** Not asked for: every app that a person logs into has it. */
  PUBLIC_PROFILE("See your name and picture"),
  PAGES_SHOW_LIST("Show a list of the Pages you manage"),
  PAGES_MANAGE_POSTS("Create and manage content on your Page"),
  PAGES_READ_ENGAGEMENT("Read content posted on the Page"),
  PAGES_MANAGE_ENGAGEMENT("Create and manage comments on your Page"),
  PAGES_READ_USER_CONTENT("Read what people post on your Page"),
  PAGES_MANAGE_METADATA("Manage accounts, settings and webhooks of your Page"),
  READ_INSIGHTS("Read insights of your Page"),
  BUSINESS_MANAGEMENT("Manage your business");

  private final String description;

  Permission(String description) {
    this.description = description;
  }

  /** For the person who is asked to grant it. */
  String description() {
    return description;
  }

  /** Whether it is given for chosen Pages, not for the person as a whole. */
  boolean isAboutPages() {
    return this != PUBLIC_PROFILE && this != BUSINESS_MANAGEMENT;
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Permission> find(String wireName) {
    return Arrays.stream(values())
        .filter(permission -> permission.wireName().equals(wireName))
        .findAny();
  }

  /** What an app has that asks for nothing. */
  static Set<Permission> least() {
    return EnumSet.of(PUBLIC_PROFILE);
  }
}
