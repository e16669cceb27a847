package com.postpilot.sandbox.instagram.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A permission of Instagram Login. */
public enum Scope {
  BASIC("View profile information and posts"),
  CONTENT_PUBLISH("Create and publish posts"),
  MANAGE_COMMENTS("Manage comments"),
  MANAGE_INSIGHTS("See how posts perform"),
  MANAGE_MESSAGES("Manage messages");

  private final String description;

  Scope(String description) {
    this.description = description;
  }

  /** For the person who is asked to grant it. */
  String description() {
    return description;
  }

  @JsonValue
  String wireName() {
    return "instagram_business_" + name().toLowerCase(Locale.ROOT);
  }

  static Optional<Scope> find(String wireName) {
    return Arrays.stream(values()).filter(scope -> scope.wireName().equals(wireName)).findAny();
  }

  static String join(Collection<Scope> scopes) {
    return scopes.stream().map(Scope::wireName).collect(Collectors.joining(","));
  }

  static Set<Scope> none() {
    return EnumSet.noneOf(Scope.class);
  }
}
