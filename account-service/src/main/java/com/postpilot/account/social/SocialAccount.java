package com.postpilot.account.social;

import com.postpilot.account.oauth.Identity;
import com.postpilot.common.Ids;
import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.Platform;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account at a platform that a workspace has connected, or had. Its token is elsewhere. */
@Entity
@Table(name = "account")
class SocialAccount {
  @Id private UUID id;
  private UUID workspaceId;

  @Enumerated(EnumType.STRING)
  private Platform platform;

  private String externalId;
  private String handle;
  private @Nullable String ownerId;
  private @Nullable String name;
  private @Nullable String avatarUrl;

  @Enumerated(EnumType.STRING)
  private Status status;

  /** As held; {@link #healthAt} is what counts. */
  @Enumerated(EnumType.STRING)
  private Health health;

  private @Nullable String healthReason;
  private String scopes;
  private long generation;
  private @Nullable Instant tokenExpiresAt;
  private @Nullable Instant expiringAt;
  private Instant connectedAt;
  @Version private @Nullable Long version;

  protected SocialAccount() {} // JPA

  /** An account that {@link #connect} has yet to connect. */
  SocialAccount(UUID workspaceId, Platform platform, Identity identity, Instant now) {
    this.id = Ids.next();
    this.workspaceId = workspaceId;
    this.platform = platform;
    this.externalId = identity.externalId();
    this.handle = identity.handle();
    this.scopes = "";
    this.connectedAt = now;
    this.status = Status.DISCONNECTED;
    this.health = Health.NEEDS_REAUTH;
  }

  UUID id() {
    return id;
  }

  UUID workspaceId() {
    return workspaceId;
  }

  Platform platform() {
    return platform;
  }

  String externalId() {
    return externalId;
  }

  String handle() {
    return handle;
  }

  /** The platform's id of the person who consented, or else of the account itself. */
  String ownerId() {
    return ownerId == null ? externalId : ownerId;
  }

  @Nullable String name() {
    return name;
  }

  @Nullable String avatarUrl() {
    return avatarUrl;
  }

  Status status() {
    return status;
  }

  List<String> scopes() {
    return scopes.isEmpty() ? List.of() : List.of(scopes.split(" "));
  }

  long generation() {
    return generation;
  }

  @Nullable Instant tokenExpiresAt() {
    return tokenExpiresAt;
  }

  /** The platform's code, or one of our own, for what ails it; null while nothing does. */
  @Nullable String healthReason() {
    return healthReason;
  }

  Instant connectedAt() {
    return connectedAt;
  }

  boolean isConnected() {
    return status == Status.CONNECTED;
  }

  Health healthAt(Instant now) {
    return health == Health.OK && expiringAt != null && !now.isBefore(expiringAt)
        ? Health.EXPIRING
        : health;
  }

  /**
   * Connects it, for the first time or again.
   *
   * @param ownerId the platform's id of the person who consented
   * @param expiresAt when the connection ends unless it is renewed
   * @param expiringAt when that is so near that the account is EXPIRING
   */
  AccountEvent connect(
      Identity identity,
      String ownerId,
      Set<String> granted,
      @Nullable Instant expiresAt,
      @Nullable Instant expiringAt,
      Instant now) {
    if (!identity.externalId().equals(externalId)) {
      throw new IllegalArgumentException(identity.externalId() + " is not " + externalId);
    }
    this.ownerId = ownerId;
    handle = identity.handle();
    name = identity.name();
    avatarUrl = identity.avatarUrl();
    status = Status.CONNECTED;
    health = Health.OK;
    healthReason = null;
    scopes = String.join(" ", new TreeSet<>(granted));
    generation++;
    tokenExpiresAt = expiresAt;
    this.expiringAt = expiringAt;
    connectedAt = now;
    return generation == 1
        ? new AccountEvent.AccountConnected(
            Ids.next(), workspaceId, id, platform, externalId, handle, expiresAt, generation, now)
        : new AccountEvent.AccountReconnected(
            Ids.next(), workspaceId, id, platform, externalId, handle, expiresAt, generation, now);
  }

  /** Empty if it is disconnected already. */
  Optional<AccountEvent> disconnect(Instant now) {
    if (!isConnected()) {
      return Optional.empty();
    }
    status = Status.DISCONNECTED;
    health = Health.NEEDS_REAUTH;
    healthReason = null;
    tokenExpiresAt = null;
    expiringAt = null;
    return Optional.of(
        new AccountEvent.AccountDisconnected(
            Ids.next(), workspaceId, id, platform, generation, now));
  }

  /**
   * The platform does not accept the token of {@code generation}. Empty if that is said of an older
   * connection, or was said before.
   */
  Optional<AccountEvent> needsReauth(long generation, String errorCode, Instant now) {
    if (!isConnected() || generation != this.generation || health == Health.NEEDS_REAUTH) {
      return Optional.empty();
    }
    health = Health.NEEDS_REAUTH;
    healthReason = errorCode;
    return Optional.of(
        new AccountEvent.AccountNeedsReauth(
            Ids.next(), workspaceId, id, platform, errorCode, generation, now));
  }

  /**
   * Its token was renewed, or is accepted: whatever ailed it is over.
   *
   * @param expiresAt when the connection ends unless it is renewed; null: as before
   */
  void well(@Nullable Instant expiresAt, @Nullable Instant expiringAt) {
    if (expiresAt != null) {
      tokenExpiresAt = expiresAt;
      this.expiringAt = expiringAt;
    }
    health = Health.OK;
    healthReason = null;
  }

  /** The platform has blocked it; the token of {@code generation} lives. */
  void restricted(long generation, String errorCode) {
    if (isUsableAs(generation)) {
      health = Health.RESTRICTED;
      healthReason = errorCode;
    }
  }

  /** Whether the token of {@code generation} is its own, and not known to be dead. */
  boolean isUsableAs(long generation) {
    return isConnected() && generation == this.generation && health != Health.NEEDS_REAUTH;
  }
}
