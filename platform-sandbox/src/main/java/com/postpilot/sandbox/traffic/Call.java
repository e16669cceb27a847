package com.postpilot.sandbox.traffic;

import org.jspecify.annotations.Nullable;

/**
 * A request to a platform, understood as far as who asks for what.
 *
 * @param account null while nobody is recognised
 * @param revokeCredentials takes the caller's credentials away, as a user does in the platform's
 *     settings
 */
public record Call(
    Platform platform,
    Operation operation,
    @Nullable Account account,
    ClientConnection connection,
    Runnable revokeCredentials) {}
