package com.postpilot.sandbox.instagram.account;

import java.time.Instant;
import java.util.Set;

/** The code that a user's consent is traded for; good for one token. */
record AuthorizationCode(
    String value, String profileId, String redirectUri, Set<Scope> scopes, Instant expiresAt) {}
