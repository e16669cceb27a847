package com.postpilot.sandbox.facebook.account;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What a person agreed to when the app asked. */
record Consent(
    String personId,
    Set<Permission> granted,
    Set<Permission> declined,
    List<String> pageIds,
    Instant givenAt) {}
