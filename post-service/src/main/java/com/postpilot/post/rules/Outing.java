package com.postpilot.post.rules;

import java.time.Instant;

/**
 * Another publication through the same account.
 *
 * @param at when it went out, or is planned to
 * @param video whether a video is in it
 * @param published whether it is out
 */
public record Outing(Instant at, boolean video, boolean published) {}
