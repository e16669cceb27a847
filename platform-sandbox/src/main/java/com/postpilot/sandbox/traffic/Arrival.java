package com.postpilot.sandbox.traffic;

import com.postpilot.sandbox.journal.Fact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that reached a platform, whatever became of it.
 *
 * @param number counts from 1
 * @param arrivedAt by the machine's clock, so that lateness can be measured
 */
record Arrival(
    long number,
    Platform platform,
    Operation operation,
    @Nullable String account,
    @Nullable String handle,
    Instant arrivedAt)
    implements Fact {}
