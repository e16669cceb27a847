package com.postpilot.post.authoring;

import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.AccountEvent.AccountConnected;
import com.postpilot.common.contract.AccountEvent.AccountDisconnected;
import com.postpilot.common.contract.AccountEvent.AccountErased;
import com.postpilot.common.contract.AccountEvent.AccountNeedsReauth;
import com.postpilot.common.contract.AccountEvent.AccountReconnected;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.inbox.Inbox;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.post.account.Accounts;
import com.postpilot.post.account.SocialAccount.Status;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows the connections of accounts: one that is lost holds what is scheduled on it, one that is
 * made lets go on what waited for it. What is dispatched already is the publisher's to judge.
 */
@Component
class Connections {
  private final Accounts accounts;
  private final Posts posts;
  private final TakeBack takeBack;
  private final Holding holding;
  private final Inbox inbox;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Connections(
      Accounts accounts,
      Posts posts,
      TakeBack takeBack,
      Holding holding,
      Inbox inbox,
      JdbcClient jdbc,
      PlatformTransactionManager transactions) {
    this.accounts = accounts;
    this.posts = posts;
    this.takeBack = takeBack;
    this.holding = holding;
    this.inbox = inbox;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Applies {@code event} once, however often it comes. */
  void apply(AccountEvent event) {
    Tenants.inWorkspace(
        event.workspaceId(),
        () ->
            transaction.execute(
                ignored -> {
                  if (inbox.accept(event.eventId())) {
                    switch (event) {
                      case AccountConnected made -> made(made, made.externalId(), made.handle());
                      case AccountReconnected made -> made(made, made.externalId(), made.handle());
                      case AccountDisconnected lost -> lost(lost, Status.DISCONNECTED);
                      case AccountErased gone -> {
                        lost(gone, Status.DISCONNECTED);
                        accounts.forget(gone.accountId(), gone.generation());
                      }
                      case AccountNeedsReauth lost -> lost(lost, Status.NEEDS_REAUTH);
                    }
                  }
                  return event.eventId();
                }));
  }

  private void made(AccountEvent event, String externalId, String handle) {
    boolean news =
        accounts.connected(
            event.workspaceId(),
            event.accountId(),
            event.platform(),
            externalId,
            handle,
            event.generation(),
            event.occurredAt());
    if (news) {
      onTargets(
          event,
          TargetState.HELD,
          (post, target) -> {
            if (target.holdReason() == HoldReason.NEEDS_REAUTH) {
              holding.resume(post, target, null, "The account is connected again.");
            }
          });
    }
  }

  private void lost(AccountEvent event, Status status) {
    if (accounts.lost(event.accountId(), status, event.generation())) {
      onTargets(
          event,
          TargetState.OPEN,
          (post, target) -> {
            if (takeBack.took(target)) {
              holding.hold(post, target, Holding.lost(status));
            }
          });
    }
  }

  /** The account's row is locked by now; the posts follow, in one order. */
  private void onTargets(AccountEvent event, TargetState state, BiConsumer<Post, Target> effect) {
    for (var postId : postsOf(event, state)) {
      posts
          .lock(event.workspaceId(), postId)
          .ifPresent(
              post ->
                  post.targetsThatAre(state).stream()
                      .filter(target -> target.accountId().equals(event.accountId()))
                      .forEach(target -> effect.accept(post, target)));
    }
  }

  private List<UUID> postsOf(AccountEvent event, TargetState state) {
    return jdbc.sql(
            """
            select distinct post_id from post_target
            where workspace_id = ? and account_id = ? and state = ? order by post_id
            """)
        .params(event.workspaceId(), event.accountId(), state.name())
        .query(UUID.class)
        .list();
  }
}
