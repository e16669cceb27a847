package com.postpilot.queue.item;

import java.time.Instant;
import java.util.UUID;

/** Why somebody does not want it. */
public record Rejection(UUID by, Instant at, String reason) {}
