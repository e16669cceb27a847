package com.postpilot.queue.generation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How captions are written.
 *
 * @param concurrency generations in flight in this process
 * @param lease how long a process that says nothing keeps its generations; it says something three
 *     times as often
 * @param pollInterval how often the rows are asked for work that nobody announced
 * @param backOff after the first answer that did not come; each next one doubles it
 * @param longestBackOff where the doubling ends
 * @param giveUpAfter how long a writer that does not answer is tried again
 */
@ConfigurationProperties("postpilot.queue.generation")
@Validated
record GenerationProperties(
    @Positive int concurrency,
    @NotNull Duration lease,
    @NotNull Duration pollInterval,
    @NotNull Duration backOff,
    @NotNull Duration longestBackOff,
    @NotNull Duration giveUpAfter) {}
