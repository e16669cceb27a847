package com.postpilot.gateway;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param services by name
 * @param allowedOrigins of pages that may call the API with credentials
 * @param maxBody of a request
 * @param connectTimeout to a service
 * @param responseTimeout from the sending of a request to the end of its answer
 * @param uploads what takes files, and needs more of both
 */
@ConfigurationProperties("postpilot.gateway")
@Validated
public record GatewayProperties(
    @NotEmpty Map<String, @Valid Service> services,
    @DefaultValue List<String> allowedOrigins,
    @NotNull DataSize maxBody,
    @NotNull Duration connectTimeout,
    @NotNull Duration responseTimeout,
    @NotNull @Valid Uploads uploads) {

  /**
   * Files that come as {@code multipart/form-data}.
   *
   * @param paths to which they are posted
   * @param maxBody of such a request, its other parts included
   * @param responseTimeout as above; a client's line may be slow
   */
  public record Uploads(
      @NotEmpty Set<String> paths, @NotNull DataSize maxBody, @NotNull Duration responseTimeout) {}

  /**
   * A service behind the gateway.
   *
   * @param paths patterns that lead to it; none for one that only works in the background
   * @param essential whether the API does not work without it
   * @param progress components of its health that say whether due work gets on
   */
  public record Service(
      @NotNull URI url,
      @DefaultValue List<String> paths,
      @DefaultValue("true") boolean essential,
      @DefaultValue List<String> progress) {}
}
