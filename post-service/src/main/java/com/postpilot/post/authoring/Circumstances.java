package com.postpilot.post.authoring;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.post.account.AccountService;
import com.postpilot.post.account.Accounts;
import com.postpilot.post.account.PlatformAnswers;
import com.postpilot.post.account.SocialAccount;
import com.postpilot.post.rules.AccountFacts;
import com.postpilot.post.rules.AccountFacts.Connection;
import com.postpilot.post.rules.AccountFacts.Live;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What accounts are like at this moment, as far as anybody answers; asked outside transactions. */
@Component
class Circumstances {
  private final Accounts accounts;
  private final AccountService accountService;
  private final PlatformAnswers platforms;
  private final TransactionTemplate transaction;

  Circumstances(
      Accounts accounts,
      AccountService accountService,
      PlatformAnswers platforms,
      PlatformTransactionManager transactions) {
    this.accounts = accounts;
    this.accountService = accountService;
    this.platforms = platforms;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Of accounts that have just been looked up, by id. */
  Map<UUID, AccountFacts> of(UUID workspaceId, Collection<SocialAccount> fresh) {
    var live = platforms.about(workspaceId, fresh);
    return fresh.stream()
        .collect(
            Collectors.toMap(
                SocialAccount::id,
                account -> facts(account, Objects.requireNonNull(live.get(account.id())))));
  }

  /**
   * Of the accounts of a post, by id. While account-service is away they are as they are known
   * here.
   */
  Map<UUID, AccountFacts> of(UUID workspaceId, UUID postId) {
    var known = transaction.execute(ignored -> accounts.of(workspaceId, postId));
    if (known.isEmpty()) {
      return Map.of();
    }
    Map<UUID, SocialAccount> fresh;
    try {
      fresh = accountService.find(workspaceId, known.keySet());
    } catch (Problem e) {
      if (e.code() != ProblemCode.DEPENDENCY_UNAVAILABLE) {
        throw e;
      }
      return known.values().stream()
          .collect(
              Collectors.toMap(
                  SocialAccount::id, account -> facts(account, new Live.Unavailable())));
    }
    var newest = new HashMap<>(known);
    fresh.forEach(
        (id, account) ->
            newest.merge(
                id,
                account,
                (mine, theirs) -> mine.generation() > theirs.generation() ? mine : theirs));
    return of(workspaceId, newest.values());
  }

  private static AccountFacts facts(SocialAccount account, Live live) {
    return new AccountFacts(
        account.handle(),
        switch (account.status()) {
          case CONNECTED -> account.restricted() ? Connection.RESTRICTED : Connection.OK;
          case NEEDS_REAUTH -> Connection.NEEDS_REAUTH;
          case DISCONNECTED -> Connection.DISCONNECTED;
        },
        account.endsAt(),
        live);
  }
}
