package com.postpilot.account.oauth;

import org.jspecify.annotations.Nullable;

/**
 * An account as its platform knows it.
 *
 * @param externalId the id that the platform's paths and webhooks use
 */
public record Identity(
    String externalId, String handle, @Nullable String name, @Nullable String avatarUrl) {}
