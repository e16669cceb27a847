package com.postpilot.publisher.facebook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where Facebook is, and who we are there.
 *
 * @param graphBaseUrl {@code https://graph.facebook.com}, or the sandbox's
 * @param apiVersion such as {@code v26.0}; always sent
 * @param clientId of our application: posts name the one that made them
 */
@ConfigurationProperties("postpilot.facebook")
@Validated
record FacebookProperties(
    @NotNull URI graphBaseUrl, @NotBlank String apiVersion, @NotBlank String clientId) {}
