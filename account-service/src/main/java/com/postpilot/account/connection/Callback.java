package com.postpilot.account.connection;

import com.postpilot.account.oauth.Ciphertext;
import com.postpilot.account.oauth.Exchange;
import com.postpilot.account.oauth.OAuthPlatform;
import com.postpilot.account.social.AccountDirectory;
import com.postpilot.account.social.AccountState;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * What a platform sends back with the person. Nobody is logged in here: the outcome is stored, and
 * attaches nothing until the one who started the connection completes it.
 */
@Service
class Callback {
  static final String IDENTITY_MISMATCH = "identity_mismatch";
  private static final String NOT_CONNECTABLE = "not_connectable";
  private static final Logger log = LoggerFactory.getLogger(Callback.class);

  private final Connections connections;
  private final AccountDirectory directory;
  private final CallbackAddress address;
  private final Sealing sealing;
  private final ConnectionProperties properties;
  private final JdbcClient jdbc;
  private final TenantTransactions transactions;
  private final Clock clock;

  Callback(
      Connections connections,
      AccountDirectory directory,
      CallbackAddress address,
      Sealing sealing,
      ConnectionProperties properties,
      JdbcClient jdbc,
      TenantTransactions transactions,
      Clock clock) {
    this.connections = connections;
    this.directory = directory;
    this.address = address;
    this.sealing = sealing;
    this.properties = properties;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What came back: a code, or an error in its place. */
  record Brought(@Nullable String code, @Nullable String error) {
    @Override
    public String toString() {
      return "Brought[…]";
    }
  }

  /** The connection that a state belonged to. */
  record Claimed(
      UUID connectionId, UUID workspaceId, @Nullable String returnTo, Ciphertext sealedVerifier) {}

  /**
   * Claim, call, store: the calls to the platform stand between two transactions.
   *
   * @return empty if the state is unknown, used, too old or another platform's; which of these is
   *     not told
   */
  Optional<Claimed> receive(OAuthPlatform platform, State state, Brought brought) {
    var claimed = claim(platform.platform(), state);
    claimed.ifPresent(
        connection -> {
          var code = brought.code();
          var exchange =
              brought.error() == null && code != null
                  ? platform.exchange(
                      code,
                      address.of(platform.platform()),
                      sealing.openVerifier(connection.connectionId(), connection.sealedVerifier()))
                  : null;
          transactions.runInWorkspace(
              connection.workspaceId(), () -> settle(connection, platform, brought, exchange));
        });
    return claimed;
  }

  private Optional<Claimed> claim(Platform platform, State state) {
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    return transactions.acrossAll(() -> claim(platform, state, now));
  }

  private Optional<Claimed> claim(Platform platform, State state, OffsetDateTime now) {
    return jdbc.sql(
            """
            update connection set claimed_at = ?
            where state_hash = ? and platform = ? and status = 'PENDING' and claimed_at is null
              and expires_at > ? and sealed_verifier is not null
            returning id, workspace_id, return_to, sealed_verifier
            """)
        .params(now, state.hash(), platform.name(), now)
        .query(
            (row, n) ->
                new Claimed(
                    row.getObject("id", UUID.class),
                    row.getObject("workspace_id", UUID.class),
                    row.getString("return_to"),
                    new Ciphertext(row.getBytes("sealed_verifier"))))
        .optional();
  }

  private void settle(
      Claimed claimed, OAuthPlatform platform, Brought brought, @Nullable Exchange exchange) {
    var connection = connections.lock(claimed.workspaceId(), claimed.connectionId()).orElseThrow();
    switch (exchange) {
      case Exchange.Granted granted -> granted(connection, platform, granted);
      case Exchange.Refused(var code, var message) -> connection.fail(code, message);
      case Exchange.Unavailable(var reason) ->
          connection.fail(
              "platform_unavailable",
              platform.platform().displayName()
                  + " did not answer as it should. Nothing was connected; start again.");
      case null -> withoutCode(connection, platform, brought);
    }
    log.info("Connection {} is {}", connection.id(), connection.statusAt(clock.instant()));
  }

  private static void withoutCode(Connection connection, OAuthPlatform platform, Brought brought) {
    if ("access_denied".equals(brought.error())) {
      connection.deny(
          "Access was not allowed at "
              + platform.platform().displayName()
              + ". Nothing was connected.");
    } else {
      connection.fail(
          "platform_refused",
          platform.platform().displayName()
              + " sent no consent back. Nothing was connected; start again.");
    }
  }

  private void granted(Connection connection, OAuthPlatform platform, Exchange.Granted granted) {
    var missing = without(platform.requestedScopes(), granted.scopes());
    connection.scopes(List.copyOf(granted.scopes()), missing);
    var indispensable = without(platform.requiredScopes(), granted.scopes());
    if (!indispensable.isEmpty()) {
      connection.fail(
          "missing_scopes",
          "PostPilot cannot publish without these permissions: "
              + String.join(", ", indispensable)
              + ". Start again and leave them switched on.");
      return;
    }
    connection.exclude(granted.excluded());
    var candidates = granted.candidates();
    var accountId = connection.accountId();
    if (accountId != null) {
      var account = directory.state(connection.workspaceId(), accountId).orElseThrow();
      candidates = sameIdentity(account, candidates);
      var excluded = whyExcluded(account, granted.excluded());
      if (excluded.isPresent()) {
        connection.fail(NOT_CONNECTABLE, excluded.get());
        return;
      }
      if (candidates.isEmpty()) {
        connection.fail(
            IDENTITY_MISMATCH,
            "Access was given to another account than @%s. Log in to %s as @%s, then start again."
                .formatted(account.handle(), platform.platform().displayName(), account.handle()));
        return;
      }
    }
    if (candidates.isEmpty()) {
      connection.fail(
          NOT_CONNECTABLE,
          "Nothing that you gave access to can be connected. "
              + granted.excluded().stream()
                  .map(excluded -> excluded.name() + ": " + excluded.reason())
                  .collect(Collectors.joining(" ")));
      return;
    }
    Instant end = clock.instant().plus(properties.choiceLifetime());
    connection.offer(
        candidates.getFirst().ownerId(),
        candidates.stream().map(Exchange.Candidate::identity).toList(),
        sealing.seal(connection.id(), candidates),
        end);
  }

  private static List<Exchange.Candidate> sameIdentity(
      AccountState account, List<Exchange.Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> candidate.identity().externalId().equals(account.externalId()))
        .toList();
  }

  private static Optional<String> whyExcluded(
      AccountState account, List<Exchange.Excluded> excluded) {
    return excluded.stream()
        .filter(candidate -> candidate.externalId().equals(account.externalId()))
        .map(Exchange.Excluded::reason)
        .findFirst();
  }

  private static List<String> without(Set<String> wanted, Set<String> granted) {
    return wanted.stream().filter(scope -> !granted.contains(scope)).toList();
  }
}
