package com.postpilot.auth.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param concurrency how many passwords are hashed at once: each takes 19 MiB and a core
 * @param patience how long one more waits for its turn before it is refused
 */
@ConfigurationProperties("postpilot.auth.password")
@Validated
record PasswordProperties(
    @Min(1) @Max(64) @DefaultValue("4") int concurrency, @DefaultValue("10s") Duration patience) {}
