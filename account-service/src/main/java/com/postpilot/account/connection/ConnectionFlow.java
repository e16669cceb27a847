package com.postpilot.account.connection;

import com.postpilot.account.oauth.Consent;
import com.postpilot.account.oauth.Exchange;
import com.postpilot.account.oauth.OAuthPlatforms;
import com.postpilot.account.oauth.Secret;
import com.postpilot.account.social.AccountDirectory;
import com.postpilot.account.social.AccountResponse;
import com.postpilot.account.social.Connecting;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The two ends of a connection, both in the hands of the person who wants it. */
@Service
class ConnectionFlow {
  private final Connections connections;
  private final AccountDirectory directory;
  private final Connecting connecting;
  private final OAuthPlatforms platforms;
  private final CallbackAddress callback;
  private final ReturnAddresses returnAddresses;
  private final Sealing sealing;
  private final ConnectionProperties properties;
  private final Clock clock;

  ConnectionFlow(
      Connections connections,
      AccountDirectory directory,
      Connecting connecting,
      OAuthPlatforms platforms,
      CallbackAddress callback,
      ReturnAddresses returnAddresses,
      Sealing sealing,
      ConnectionProperties properties,
      Clock clock) {
    this.connections = connections;
    this.directory = directory;
    this.connecting = connecting;
    this.platforms = platforms;
    this.callback = callback;
    this.returnAddresses = returnAddresses;
    this.sealing = sealing;
    this.properties = properties;
    this.clock = clock;
  }

  /** A connection that has begun. */
  record Started(UUID connectionId, URI authorizeUrl, Instant expiresAt) {}

  /** A connection and the accounts that came of it. */
  record Seen(Connection connection, ConnectionStatus status, List<AccountResponse> accounts) {}

  @Transactional
  Started connect(Caller caller, Platform platform, @Nullable String returnTo) {
    return start(caller, platform, null, returnTo);
  }

  @Transactional
  Started reconnect(Caller caller, UUID accountId, @Nullable String returnTo) {
    var account =
        directory
            .state(caller.workspaceId(), accountId)
            .orElseThrow(() -> Problem.notFound("account", accountId));
    return start(caller, account.platform(), accountId, returnTo);
  }

  private Started start(
      Caller caller, Platform wanted, @Nullable UUID accountId, @Nullable String returnTo) {
    var platform = platforms.connectable(wanted);
    var address = returnTo == null ? null : returnAddresses.allowed(returnTo);
    var state = State.random();
    var verifier = new Secret(State.random().value());
    var connection =
        new Connection(
            caller.workspaceId(),
            caller.userId(),
            wanted,
            accountId,
            state.hash(),
            address,
            clock.instant().plus(properties.stateLifetime()));
    connection.keep(sealing.seal(connection.id(), verifier));
    connections.save(connection);
    return new Started(
        connection.id(),
        platform.authorizeUrl(
            new Consent(state.value(), callback.of(wanted), verifier, accountId != null)),
        connection.expiresAt());
  }

  @Transactional(readOnly = true)
  Seen see(Caller caller, UUID id) {
    return seen(
        connections
            .findByWorkspaceIdAndUserIdAndId(caller.workspaceId(), caller.userId(), id)
            .orElseThrow(() -> Problem.notFound("connection", id)));
  }

  /**
   * Connects what the person chose. Completing it again with the same choice changes nothing.
   *
   * @param externalIds null: the only candidate
   */
  @Transactional
  Seen complete(Caller caller, UUID id, @Nullable List<String> externalIds) {
    var connection =
        connections
            .lock(caller.workspaceId(), caller.userId(), id)
            .orElseThrow(() -> Problem.notFound("connection", id));
    return switch (connection.statusAt(clock.instant())) {
      case CHOOSE -> {
        var chosen = chosen(connection, externalIds);
        var accounts =
            connecting.connect(
                connection.workspaceId(),
                connection.platform(),
                Set.copyOf(connection.grantedScopes()),
                chosen);
        connection.done(accounts.stream().map(AccountResponse::id).toList());
        yield new Seen(connection, ConnectionStatus.DONE, accounts);
      }
      case DONE -> {
        var seen = seen(connection);
        if (externalIds != null && !connected(seen).equals(Set.copyOf(externalIds))) {
          throw Problem.of(
              ProblemCode.STATE_CONFLICT,
              "This connection is complete, with another choice. Start a new one.");
        }
        yield seen;
      }
      case PENDING ->
          throw Problem.of(
              ProblemCode.STATE_CONFLICT, "Nobody has given consent at the platform yet.");
      case EXPIRED ->
          throw Problem.of(
              ProblemCode.STATE_CONFLICT, "This connection took too long. Start a new one.");
      case DENIED, FAILED -> throw ended(connection);
    };
  }

  private static Set<String> connected(Seen seen) {
    return seen.accounts().stream().map(AccountResponse::externalId).collect(Collectors.toSet());
  }

  private static Problem ended(Connection connection) {
    var trouble = connection.problem();
    if (trouble == null) {
      throw new IllegalStateException("Connection " + connection.id() + " ended without a reason");
    }
    return Problem.of(
        trouble.code().equals(Callback.IDENTITY_MISMATCH)
            ? ProblemCode.IDENTITY_MISMATCH
            : ProblemCode.STATE_CONFLICT,
        trouble.message());
  }

  private List<Exchange.Candidate> chosen(
      Connection connection, @Nullable List<String> externalIds) {
    var sealed =
        connection
            .sealedTokens()
            .orElseThrow(() -> new IllegalStateException("No tokens in " + connection.id()));
    var candidates = sealing.open(connection.id(), sealed);
    if (externalIds == null) {
      if (candidates.size() == 1) {
        return candidates;
      }
      throw Problem.invalid(
          "external_ids", "not_null", "There is more than one candidate: choose.");
    }
    var byId =
        candidates.stream()
            .collect(
                Collectors.toMap(
                    candidate -> candidate.identity().externalId(), Function.identity()));
    var problems = new ArrayList<Problem.FieldError>();
    for (int i = 0; i < externalIds.size(); i++) {
      if (!byId.containsKey(externalIds.get(i))) {
        problems.add(
            new Problem.FieldError(
                "external_ids[" + i + "]",
                "not_a_candidate",
                "This is not one of the candidates."));
      }
    }
    if (!problems.isEmpty()) {
      throw Problem.invalid(problems);
    }
    return candidates.stream()
        .filter(candidate -> externalIds.contains(candidate.identity().externalId()))
        .toList();
  }

  private Seen seen(Connection connection) {
    return new Seen(
        connection,
        connection.statusAt(clock.instant()),
        connection.accountIds().isEmpty()
            ? List.of()
            : directory.responses(connection.workspaceId(), connection.accountIds()));
  }
}
