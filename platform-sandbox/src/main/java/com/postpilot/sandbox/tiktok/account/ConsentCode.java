package com.postpilot.sandbox.tiktok.account;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The code that a creator's consent is traded for; good for one session.
 *
 * @param codeChallenge SHA-256 of the verifier that has to come with it, in hexadecimal digits
 */
record ConsentCode(
    String value,
    String openId,
    String redirectUri,
    Set<Scope> scopes,
    @Nullable String codeChallenge,
    Instant expiresAt) {}
