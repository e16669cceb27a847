package com.postpilot.queue.generation;

import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;

/**
 * Captions that are being written for an item.
 *
 * @param countedIn the month whose quota it used
 * @param attempts with this one
 * @param giveUpAt from then on a writer that does not answer is not tried again
 * @param fence who has another one has lost it
 */
record Generation(
    UUID id,
    UUID workspaceId,
    UUID itemId,
    UUID requestedBy,
    YearMonth countedIn,
    long seed,
    int attempts,
    Instant giveUpAt,
    long fence) {}
