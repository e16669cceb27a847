package com.postpilot.queue.caption.claude;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Claude, and how long it is waited for.
 *
 * @param apiKey secret; blank if nobody has an account there
 * @param maxTokens of an answer, what the model thinks included
 * @param timeout of one call
 * @param deadline of all calls for one request and the waits between them
 * @param attempts calls for one request, at most
 * @param backOff before the second call if Claude does not say how long; doubles
 * @param maxPicture the API takes 5 MB, and base64 makes a third more of them
 * @param pictureTimeout captions are written without a picture that takes longer
 */
@ConfigurationProperties("postpilot.claude")
@Validated
public record ClaudeProperties(
    @NotNull @DefaultValue("") String apiKey,
    @NotNull @DefaultValue("https://api.anthropic.com") URI baseUrl,
    @NotBlank @DefaultValue("claude-haiku-5-5") String model,
    @Min(256) @DefaultValue("4096") int maxTokens,
    @NotNull @DefaultValue("30s") Duration timeout,
    @NotNull @DefaultValue("60s") Duration deadline,
    @Min(1) @DefaultValue("3") int attempts,
    @NotNull @DefaultValue("1s") Duration backOff,
    @NotNull @DefaultValue("3MB") DataSize maxPicture,
    @NotNull @DefaultValue("5s") Duration pictureTimeout) {

  public boolean hasKey() {
    return !apiKey.isBlank();
  }

  @Override
  public String toString() {
    return "ClaudeProperties[baseUrl=%s, model=%s]".formatted(baseUrl, model); // never the key
  }
}
