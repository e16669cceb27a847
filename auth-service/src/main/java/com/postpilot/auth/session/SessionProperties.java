package com.postpilot.auth.session;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param idle how long a refresh token lives, and with it a session that nobody uses
 * @param maximum after which a session ends though it is used
 * @param publicUrl of the gateway as browsers see it; https makes cookies {@code Secure}
 * @param allowedOrigins of pages, beside the public URL's own, that may use cookies
 */
@ConfigurationProperties("postpilot.auth.session")
@Validated
record SessionProperties(
    @NotNull @DefaultValue("30d") Duration idle,
    @NotNull @DefaultValue("180d") Duration maximum,
    @NotNull URI publicUrl,
    @DefaultValue List<String> allowedOrigins) {}
