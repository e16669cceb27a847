package com.postpilot.account.remote;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How long platforms are waited for. */
@ConfigurationProperties("postpilot.account.timeouts")
@Validated
public record Timeouts(
    @NotNull @DefaultValue("3s") Duration connect, @NotNull @DefaultValue("5s") Duration read) {}
