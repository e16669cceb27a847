package com.postpilot.post.account;

import com.postpilot.common.contract.Platform;
import com.postpilot.post.rules.AccountFacts.Creator;
import com.postpilot.post.rules.AccountFacts.Live;
import com.postpilot.post.rules.AccountFacts.Quota;
import feign.FeignException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What platforms say of accounts at this moment: quotas, what a creator allows. Asked outside
 * transactions; who does not answer is not waited for, and nothing is invented for him.
 */
@Component
public class PlatformAnswers {
  private static final Logger log = LoggerFactory.getLogger(PlatformAnswers.class);

  private final AccountClient client;
  private final CircuitBreaker breaker;

  PlatformAnswers(AccountClient client, CircuitBreakerFactory<?, ?> breakers) {
    this.client = client;
    // Apart from the look-ups: a platform that is away must not make accounts unknown.
    this.breaker = breakers.create("publishing-limits");
  }

  /** The answers for all of {@code accounts}, by their ids; asked side by side. */
  public Map<UUID, Live> about(UUID workspaceId, Collection<SocialAccount> accounts) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A question to account-service within a transaction");
    }
    var answers = new ConcurrentHashMap<UUID, Live>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(
          accounts.stream()
              .<Callable<@Nullable Live>>map(
                  account -> () -> answers.put(account.id(), ask(workspaceId, account)))
              .toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    accounts.forEach(account -> answers.putIfAbsent(account.id(), new Live.Unavailable()));
    return answers;
  }

  private Live ask(UUID workspaceId, SocialAccount account) {
    if (account.platform() == Platform.FACEBOOK) {
      return new Live.Known(null, null); // it has nothing of the kind
    }
    if (!account.connected()) {
      return new Live.Unavailable(); // there is no token to ask with
    }
    return breaker.run(
        () -> answer(workspaceId, account),
        failure -> {
          log.warn("No publishing limits of account {}: {}", account.id(), failure.toString());
          return new Live.Unavailable();
        });
  }

  private Live answer(UUID workspaceId, SocialAccount account) {
    try {
      var limits = client.publishingLimits(workspaceId, account.id());
      return new Live.Known(quota(limits.quota()), creator(account, limits.creator()));
    } catch (FeignException.NotFound | FeignException.Conflict e) {
      return new Live.Unavailable(); // an answer: about this account, not about account-service
    }
  }

  private static @Nullable Quota quota(AccountClient.@Nullable PublishingQuota quota) {
    return quota == null ? null : new Quota(quota.used(), quota.total(), quota.windowSeconds());
  }

  private static @Nullable Creator creator(
      SocialAccount account, AccountClient.@Nullable CreatorInfo creator) {
    return creator == null
        ? null
        : new Creator(
            creator.nickname() == null ? account.handle() : creator.nickname(),
            creator.privacyLevelOptions(),
            creator.commentDisabled(),
            creator.duetDisabled(),
            creator.stitchDisabled(),
            creator.maxVideoDurationSeconds(),
            creator.canPost(),
            creator.reason());
  }
}
