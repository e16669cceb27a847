package com.postpilot.sandbox.facebook.account;

import java.time.Instant;

/** The code that a consent is traded for; good for one token. */
record ConsentCode(String value, Consent consent, String redirectUri, Instant expiresAt) {}
