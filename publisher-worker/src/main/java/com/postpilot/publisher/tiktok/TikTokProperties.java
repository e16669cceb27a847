package com.postpilot.publisher.tiktok;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where TikTok is.
 *
 * @param apiBaseUrl {@code https://open.tiktokapis.com}, or the sandbox's
 */
@ConfigurationProperties("postpilot.tiktok")
@Validated
record TikTokProperties(@NotNull URI apiBaseUrl) {}
