package com.postpilot.account.remote;

import java.time.Duration;

/** How long a platform is waited for. */
public record Timeouts(Duration connect, Duration read) {}
