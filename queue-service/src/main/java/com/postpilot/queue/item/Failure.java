package com.postpilot.queue.item;

/**
 * Why it goes no further.
 *
 * @param code stable
 * @param message in plain words, with what can be done
 */
public record Failure(String code, String message) {}
