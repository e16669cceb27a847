package com.postpilot.sandbox.tiktok.account;

import java.time.Instant;
import java.util.Set;

/** A pair of tokens as it was issued. */
record Session(
    String openId,
    Set<Scope> scopes,
    String accessToken,
    Instant accessEndsAt,
    String refreshToken,
    Instant refreshEndsAt) {}
