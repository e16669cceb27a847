package com.postpilot.sandbox.tiktok.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A permission of Login Kit. */
public enum Scope {
  USER_INFO_BASIC("Read your avatar and your name"),
  USER_INFO_PROFILE("Read your username, your bio and the link to your profile"),
  USER_INFO_STATS("Read how many followers, likes and videos you have"),
  VIDEO_LIST("Read your public videos"),
  VIDEO_PUBLISH("Post content to TikTok"),
  VIDEO_UPLOAD("Upload drafts to TikTok");

  private final String description;

  Scope(String description) {
    this.description = description;
  }

  /** For the person who is asked to grant it. */
  String description() {
    return description;
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
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
