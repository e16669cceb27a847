package com.postpilot.queue.imports;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How files of products are imported. How large an upload may be, {@code spring.servlet.multipart}
 * says.
 *
 * @param concurrency imports at work in this process; of a workspace it is one everywhere
 * @param lease how long a process that says nothing keeps its imports; it says something three
 *     times as often
 * @param pollInterval how often the rows are asked for work that nobody announced
 * @param backOff until what failed is taken up again, times how often it has
 * @param attempts how often it is begun without getting any further
 * @param maxOpen imports of a workspace that are neither committed nor discarded
 * @param maxBytes of a file that is fetched, and of any file once it is unpacked
 * @param maxProducts in a file
 * @param maxCharacters of one field
 * @param fetchWithin how long a file may take to arrive
 * @param readWithin how long a file may take to be read
 * @param commitWithin how long a report waits to be committed
 * @param keep how long an import is remembered
 */
@ConfigurationProperties("postpilot.queue.imports")
@Validated
record ImportProperties(
    @Positive int concurrency,
    @NotNull Duration lease,
    @NotNull Duration pollInterval,
    @NotNull Duration backOff,
    @Positive int attempts,
    @Positive int maxOpen,
    @NotNull DataSize maxBytes,
    @Positive int maxProducts,
    @Positive int maxCharacters,
    @NotNull Duration fetchWithin,
    @NotNull Duration readWithin,
    @NotNull Duration commitWithin,
    @NotNull Duration keep) {}
