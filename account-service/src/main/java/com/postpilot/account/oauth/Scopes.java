package com.postpilot.account.oauth;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sets of scopes in the order in which they are written down. */
public final class Scopes {
  private Scopes() {}

  public static Set<String> of(String... scopes) {
    return of(List.of(scopes));
  }

  public static Set<String> of(Collection<String> scopes) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }

  /** Those in a text, between commas or blanks. */
  public static Set<String> in(String text) {
    return of(Arrays.stream(text.split("[,\\s]+")).filter(scope -> !scope.isEmpty()).toList());
  }
}
