package com.postpilot.account.social;

import com.postpilot.common.tenant.Tenants;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tells other services which accounts are a workspace's, and how they are. */
@RestController
class AccountLookupController {
  private final AccountDirectory directory;

  AccountLookupController(AccountDirectory directory) {
    this.directory = directory;
  }

  record AccountLookupRequest(@NotNull @Size(max = 500) List<@NotNull UUID> accountIds) {}

  record AccountLookupResponse(List<AccountState> accounts) {}

  @PostMapping("/internal/workspaces/{workspaceId}/accounts/lookup")
  AccountLookupResponse lookup(
      @PathVariable UUID workspaceId, @Valid @RequestBody AccountLookupRequest request) {
    return Tenants.inWorkspace(
        workspaceId,
        () -> new AccountLookupResponse(directory.states(workspaceId, request.accountIds())));
  }
}
