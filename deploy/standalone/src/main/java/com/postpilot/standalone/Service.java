package com.postpilot.standalone;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The services of the suite: the one list by which they are started, in one JVM or as processes of
 * their own; those that take longest come first.
 */
public enum Service {
  POST_SERVICE("com.postpilot.post.PostServiceApplication", "post"),
  ACCOUNT_SERVICE("com.postpilot.account.AccountServiceApplication", "account"),
  QUEUE_SERVICE("com.postpilot.queue.QueueServiceApplication", "queue"),
  AUTH_SERVICE("com.postpilot.auth.AuthServiceApplication", "auth"),
  PUBLISHER_WORKER("com.postpilot.publisher.PublisherWorkerApplication", "publisher"),
  PLATFORM_SANDBOX("com.postpilot.sandbox.PlatformSandboxApplication", null),
  GATEWAY("com.postpilot.gateway.GatewayApplication", null);

  /** What a service has to be trusted with, beside its own schema. */
  enum Need {
    /** Its own secret, to identify itself to other services. */
    CLIENT,
    /** Everybody's secret, to tell who calls. */
    ALL_CLIENTS,
    /** The key that encrypts tokens and signing keys. */
    ENCRYPTION,
    /** The bucket. */
    MEDIA
  }

  private final String mainClass;
  private final @Nullable String schema;

  Service(String mainClass, @Nullable String schema) {
    this.mainClass = mainClass;
    this.schema = schema;
  }

  /** Its name as a Maven artifact, as a Spring application, and in {@code ports.properties}. */
  public String artifact() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Name of the class whose {@code main} runs it. */
  public String mainClass() {
    return mainClass;
  }

  /** The schema that it owns. */
  public Optional<String> schema() {
    return Optional.ofNullable(schema);
  }

  /** Names of the secrets with which the roles of its schema log in. */
  List<String> databasePasswords() {
    return schema()
        .map(name -> "POSTPILOT_DB_" + name.toUpperCase(Locale.ROOT))
        .map(prefix -> List.of(prefix + "_OWNER_PASSWORD", prefix + "_APP_PASSWORD"))
        .orElse(List.of());
  }

  /** Name of the secret with which it identifies itself to others. */
  String clientSecret() {
    var client = artifact().replaceFirst("-(service|worker)$", "");
    return "POSTPILOT_SERVICE_SECRET_" + client.toUpperCase(Locale.ROOT);
  }

  /** What it is trusted with. */
  Set<Need> needs() {
    return switch (this) {
      case PLATFORM_SANDBOX -> Set.of();
      case AUTH_SERVICE -> Set.of(Need.ALL_CLIENTS, Need.ENCRYPTION);
      case ACCOUNT_SERVICE -> Set.of(Need.CLIENT, Need.ENCRYPTION);
      case POST_SERVICE, PUBLISHER_WORKER -> Set.of(Need.CLIENT, Need.MEDIA);
      case QUEUE_SERVICE, GATEWAY -> Set.of(Need.CLIENT);
    };
  }

  /** All services that identify themselves to others. */
  static Stream<Service> clients() {
    return Arrays.stream(values()).filter(service -> service.needs().contains(Need.CLIENT));
  }
}
