package com.postpilot.account.oauth;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sets of scopes in the order in which they are written down. */
public final class Scopes {
  private Scopes() {}

  public static Set<String> of(String... scopes) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(scopes)));
  }
}
