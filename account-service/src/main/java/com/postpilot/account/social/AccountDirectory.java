package com.postpilot.account.social;

import com.postpilot.common.web.Cursor;
import com.postpilot.common.web.Page;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of a workspace, to be looked up. */
@Service
@Transactional(readOnly = true)
public class AccountDirectory {
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final SocialAccounts accounts;
  private final Clock clock;

  AccountDirectory(SocialAccounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Where a page ends: ids sort by the time at which accounts were first connected. */
  private record After(UUID id) {}

  Page<AccountResponse> list(UUID workspaceId, int limit, @Nullable String cursor) {
    var after = Cursor.decode(cursor, After.class).map(After::id).orElse(BEFORE_ALL);
    var now = clock.instant();
    return Page.of(
            accounts.findByWorkspaceIdAndIdGreaterThanOrderById(
                workspaceId, after, Limit.of(limit + 1)),
            limit,
            last -> new After(last.id()))
        .map(account -> AccountResponse.of(account, now));
  }

  /** What clients see of these accounts, as far as they are the workspace's. */
  public List<AccountResponse> responses(UUID workspaceId, Collection<UUID> ids) {
    var now = clock.instant();
    return accounts.findByWorkspaceIdAndIdIn(workspaceId, ids).stream()
        .map(account -> AccountResponse.of(account, now))
        .toList();
  }

  Optional<AccountResponse> response(UUID workspaceId, UUID id) {
    return responses(workspaceId, List.of(id)).stream().findFirst();
  }

  /** These accounts, as far as they are the workspace's. */
  public List<AccountState> states(UUID workspaceId, Collection<UUID> ids) {
    var now = clock.instant();
    return accounts.findByWorkspaceIdAndIdIn(workspaceId, ids).stream()
        .map(account -> AccountState.of(account, now))
        .toList();
  }

  public Optional<AccountState> state(UUID workspaceId, UUID id) {
    return states(workspaceId, List.of(id)).stream().findFirst();
  }
}
