package com.postpilot.account.connection;

import com.postpilot.account.oauth.Exchange;
import com.postpilot.account.oauth.Identity;
import com.postpilot.account.social.AccountResponse;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts")
class ConnectionController {
  private static final int MAX_URL = 2000;

  private final ConnectionFlow flow;
  private final Idempotency idempotency;

  ConnectionController(ConnectionFlow flow, Idempotency idempotency) {
    this.flow = flow;
    this.idempotency = idempotency;
  }

  record ConnectRequest(
      @NotNull Platform platform, @Nullable @Size(max = MAX_URL) String returnTo) {}

  record ReconnectRequest(@Nullable @Size(max = MAX_URL) String returnTo) {}

  /**
   * @param authorizeUrl holds the state, which is a secret; null when the answer is replayed
   */
  record ConnectResponse(UUID connectionId, @Nullable URI authorizeUrl, Instant expiresAt) {
    static ConnectResponse of(ConnectionFlow.Started started) {
      return new ConnectResponse(
          started.connectionId(), started.authorizeUrl(), started.expiresAt());
    }

    ConnectResponse withoutSecret() {
      return new ConnectResponse(connectionId, null, expiresAt);
    }

    /** The URL holds the state, and Spring logs answers at DEBUG. */
    @Override
    public String toString() {
      return "ConnectResponse[" + connectionId + "]";
    }
  }

  record CompleteRequest(
      @Nullable @Size(min = 1, max = 100) List<@NotBlank @Size(max = 200) String> externalIds) {}

  record ConnectionResponse(
      UUID connectionId,
      Platform platform,
      ConnectionStatus status,
      List<Identity> candidates,
      List<Exchange.Excluded> excluded,
      List<String> grantedScopes,
      List<String> missingScopes,
      Connection.@Nullable Trouble problem,
      List<AccountResponse> accounts,
      Instant expiresAt) {

    static ConnectionResponse of(ConnectionFlow.Seen seen) {
      var connection = seen.connection();
      return new ConnectionResponse(
          connection.id(),
          connection.platform(),
          seen.status(),
          connection.candidates(),
          connection.excluded(),
          connection.grantedScopes(),
          connection.missingScopes(),
          connection.problem(),
          seen.accounts(),
          connection.expiresAt());
    }
  }

  @PostMapping("/connect")
  @ResponseStatus(HttpStatus.CREATED)
  ConnectResponse connect(Caller caller, @Valid @RequestBody ConnectRequest request) {
    caller.mustBe("OWNER", "ADMIN");
    return idempotency.once(
        HttpStatus.CREATED,
        () -> ConnectResponse.of(flow.connect(caller, request.platform(), request.returnTo())),
        ConnectResponse::withoutSecret);
  }

  @PostMapping("/{id}/reconnect")
  @ResponseStatus(HttpStatus.CREATED)
  ConnectResponse reconnect(
      Caller caller,
      @PathVariable UUID id,
      @Valid @RequestBody(required = false) @Nullable ReconnectRequest request) {
    caller.mustBe("OWNER", "ADMIN");
    return idempotency.once(
        HttpStatus.CREATED,
        () ->
            ConnectResponse.of(
                flow.reconnect(caller, id, request == null ? null : request.returnTo())),
        ConnectResponse::withoutSecret);
  }

  @GetMapping("/connections/{id}")
  ConnectionResponse get(Caller caller, @PathVariable UUID id) {
    return ConnectionResponse.of(flow.see(caller, id));
  }

  @PostMapping("/connections/{id}/complete")
  ConnectionResponse complete(
      Caller caller,
      @PathVariable UUID id,
      @Valid @RequestBody(required = false) @Nullable CompleteRequest request) {
    caller.mustBe("OWNER", "ADMIN");
    return idempotency.once(
        () ->
            ConnectionResponse.of(
                flow.complete(caller, id, request == null ? null : request.externalIds())));
  }
}
