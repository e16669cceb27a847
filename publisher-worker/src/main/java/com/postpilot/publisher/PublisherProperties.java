package com.postpilot.publisher;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the publisher works.
 *
 * @param concurrency publications in flight in this process
 * @param lease how long a worker that says nothing keeps its publications; it says something three
 *     times as often
 * @param pollInterval how often the ledger is asked for work that no event announced
 * @param callTimeout of one call to a platform
 * @param uploadTimeout of one call that carries the bytes of a video
 * @param consistencyDelay after which a platform is trusted to show what it has applied
 * @param unconfirmedAfter how long an unknown outcome is asked for before a person is
 * @param longestWait a delivery that has to wait longer ends HELD, so that its post can be edited
 * @param maxAttempts of one delivery against errors that pass by themselves
 */
@ConfigurationProperties("postpilot.publisher")
@Validated
public record PublisherProperties(
    @Positive int concurrency,
    @NotNull Duration lease,
    @NotNull Duration pollInterval,
    @NotNull Duration callTimeout,
    @NotNull Duration uploadTimeout,
    @NotNull Duration consistencyDelay,
    @NotNull Duration unconfirmedAfter,
    @NotNull Duration longestWait,
    @Positive int maxAttempts) {}
