package com.postpilot.publisher.instagram;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where Instagram is.
 *
 * @param graphBaseUrl {@code https://graph.instagram.com}, or the sandbox's
 * @param apiVersion such as {@code v26.0}; always sent
 */
@ConfigurationProperties("postpilot.instagram")
@Validated
record InstagramProperties(@NotNull URI graphBaseUrl, @NotBlank String apiVersion) {}
