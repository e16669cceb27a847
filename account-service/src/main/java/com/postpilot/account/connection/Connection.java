package com.postpilot.account.connection;

import com.postpilot.account.oauth.Exchange;
import com.postpilot.account.oauth.Identity;
import com.postpilot.common.Ids;
import com.postpilot.common.contract.Platform;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person's way to connect an account: from the start to the platform and back. */
@Entity
class Connection {
  @Id private UUID id;
  private UUID workspaceId;

  @SuppressWarnings("UnusedVariable") // queries ask for it
  private UUID userId;

  @Enumerated(EnumType.STRING)
  private Platform platform;

  private @Nullable UUID accountId;

  @SuppressWarnings("UnusedVariable") // the callback's statement asks for it
  private String stateHash;

  @SuppressWarnings("UnusedVariable") // the callback's statement reads it
  private @Nullable String returnTo;

  @Enumerated(EnumType.STRING)
  private ConnectionStatus status;

  private Instant expiresAt;

  @Convert(converter = IdentitiesAsJson.class)
  private List<Identity> candidates;

  @Convert(converter = ExcludedAsJson.class)
  private List<Exchange.Excluded> excluded;

  @SuppressWarnings("UnusedVariable") // who asks for erasure is found by it
  private @Nullable String ownerId;

  private byte @Nullable [] sealedTokens;

  @SuppressWarnings("UnusedVariable") // the callback's statement reads it
  private byte @Nullable [] sealedVerifier;

  @Convert(converter = WordsAsText.class)
  private List<String> grantedScopes;

  @Convert(converter = WordsAsText.class)
  private List<String> missingScopes;

  private @Nullable String problemCode;
  private @Nullable String problemMessage;

  @Convert(converter = WordsAsText.class)
  private List<String> accountIds;

  @Version private @Nullable Long version;

  protected Connection() {} // JPA

  /**
   * @param accountId the account that is to be connected again; null: any
   */
  Connection(
      UUID workspaceId,
      UUID userId,
      Platform platform,
      @Nullable UUID accountId,
      String stateHash,
      @Nullable String returnTo,
      Instant expiresAt) {
    this.id = Ids.next();
    this.workspaceId = workspaceId;
    this.userId = userId;
    this.platform = platform;
    this.accountId = accountId;
    this.stateHash = stateHash;
    this.returnTo = returnTo;
    this.status = ConnectionStatus.PENDING;
    this.expiresAt = expiresAt;
    this.candidates = List.of();
    this.excluded = List.of();
    this.grantedScopes = List.of();
    this.missingScopes = List.of();
    this.accountIds = List.of();
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

  @Nullable UUID accountId() {
    return accountId;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  List<Identity> candidates() {
    return candidates;
  }

  List<Exchange.Excluded> excluded() {
    return excluded;
  }

  List<String> grantedScopes() {
    return grantedScopes;
  }

  List<String> missingScopes() {
    return missingScopes;
  }

  List<UUID> accountIds() {
    return accountIds.stream().map(UUID::fromString).toList();
  }

  /** What went wrong, for the person; null unless denied or failed. */
  record Trouble(String code, String message) {}

  @Nullable Trouble problem() {
    return problemCode == null || problemMessage == null
        ? null
        : new Trouble(problemCode, problemMessage);
  }

  Optional<byte[]> sealedTokens() {
    return Optional.ofNullable(sealedTokens);
  }

  ConnectionStatus statusAt(Instant now) {
    return switch (status) {
      case PENDING, CHOOSE -> now.isBefore(expiresAt) ? status : ConnectionStatus.EXPIRED;
      case DONE, DENIED, FAILED, EXPIRED -> status;
    };
  }

  /** Keeps the verifier for the callback. */
  void keep(byte[] sealedVerifier) {
    this.sealedVerifier = sealedVerifier;
  }

  /** What cannot be connected is shown all the same. */
  void exclude(List<Exchange.Excluded> excluded) {
    this.excluded = excluded;
  }

  /** What the platform consented to. */
  void scopes(List<String> granted, List<String> missing) {
    grantedScopes = granted;
    missingScopes = missing;
  }

  /** The platform consented; now one or more of {@code candidates} are to be chosen. */
  void offer(String ownerId, List<Identity> candidates, byte[] sealedTokens, Instant expiresAt) {
    require(ConnectionStatus.PENDING);
    this.ownerId = ownerId;
    sealedVerifier = null;
    this.candidates = candidates;
    this.sealedTokens = sealedTokens;
    this.expiresAt = expiresAt;
    status = ConnectionStatus.CHOOSE;
  }

  void deny(String message) {
    end(ConnectionStatus.DENIED, "access_denied", message);
  }

  void fail(String code, String message) {
    end(ConnectionStatus.FAILED, code, message);
  }

  private void end(ConnectionStatus end, String code, String message) {
    require(ConnectionStatus.PENDING);
    status = end;
    sealedVerifier = null;
    problemCode = code;
    problemMessage = message;
  }

  /** The chosen accounts are connected; their tokens live with them now. */
  void done(List<UUID> accountIds) {
    require(ConnectionStatus.CHOOSE);
    this.accountIds = accountIds.stream().map(UUID::toString).toList();
    sealedTokens = null;
    status = ConnectionStatus.DONE;
  }

  private void require(ConnectionStatus needed) {
    if (status != needed) {
      throw new IllegalStateException("Connection " + id + " is " + status);
    }
  }
}
