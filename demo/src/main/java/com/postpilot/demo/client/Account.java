package com.postpilot.demo.client;

import java.util.UUID;

/**
 * A connected social account.
 *
 * @param externalId the platform's id of it
 */
public record Account(UUID id, Platform platform, String externalId, String handle) {}
