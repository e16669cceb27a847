package com.postpilot.sandbox.graph;

import com.postpilot.sandbox.traffic.ClientConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request to a Graph host, wherever its parameters came from: query, form or JSON body. */
public final class GraphRequest {

  private final Map<String, String> parameters;
  private final @Nullable String bearer;
  private final String origin;
  private final Instant receivedAt;
  private final ClientConnection connection;
  private final Usage usage;

  GraphRequest(
      Map<String, String> parameters,
      @Nullable String bearer,
      String origin,
      Instant receivedAt,
      ClientConnection connection,
      Usage usage) {
    this.parameters = Map.copyOf(parameters);
    this.bearer = bearer;
    this.origin = origin;
    this.receivedAt = receivedAt;
    this.connection = connection;
    this.usage = usage;
  }

  Map<String, String> parametersByName() {
    return parameters;
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  public String required(String name) {
    return parameter(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> GraphError.missingParameter(name));
  }

  /** A whole number, or the given one when the request has none. */
  public long number(String name, long otherwise) {
    try {
      return parameter(name).map(Long::parseLong).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw GraphError.invalidParameter(name + " must be a number");
    }
  }

  /** The access token, from the parameter or the header. */
  public Optional<String> token() {
    return parameter("access_token").or(() -> Optional.ofNullable(bearer));
  }

  /** Scheme, host and port by which the client knows the sandbox. */
  public String origin() {
    return origin;
  }

  /** By the platforms' clock. */
  public Instant receivedAt() {
    return receivedAt;
  }

  public ClientConnection connection() {
    return connection;
  }

  /** Tells the caller how much of the account's rate limit is used: next to nothing. */
  public void showUsageOf(String account, UseCase useCase) {
    usage.of(account, useCase);
  }
}
