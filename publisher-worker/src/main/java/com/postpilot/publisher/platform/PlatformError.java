package com.postpilot.publisher.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A refusal by a platform, looked up in its catalogue.
 *
 * @param code the platform's, such as {@code 36003/2207009}
 * @param notApplied whether it is certain that the call had no effect
 * @param cause in plain words
 * @param action what the post's owner can do
 * @param rest how long a WAIT lasts, where the platform says so
 * @param wholeApplication whether a WAIT concerns all accounts
 */
public record PlatformError(
    String code,
    ErrorClass kind,
    boolean notApplied,
    String cause,
    String action,
    @Nullable Duration rest,
    boolean wholeApplication) {}
