package com.postpilot.queue.imports;

/**
 * Why a file could not be read to its end.
 *
 * @param code stable, in snake_case
 * @param message what is wrong where, and what can be done about it
 */
record ImportProblem(String code, String message) {}
