package com.postpilot.account.limits;

import com.postpilot.account.access.Rejections;
import com.postpilot.account.access.UsableTokens;
import com.postpilot.account.access.UsableTokens.UsableToken;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Asks platforms, and remembers for a minute what they said. */
@Component
class LimitsAsked {
  private static final Duration FRESH = Duration.ofSeconds(60);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final int MOST_REMEMBERED = 10_000;
  private static final int STRIPES = 64;

  private final UsableTokens tokens;
  private final Rejections rejections;
  private final Map<Platform, LimitsSource> sources;
  private final Clock clock;
  private final Lock[] asking =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);
  private final Map<Key, PublishingLimits> remembered =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, PublishingLimits> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  LimitsAsked(UsableTokens tokens, Rejections rejections, List<LimitsSource> sources, Clock clock) {
    this.tokens = tokens;
    this.rejections = rejections;
    this.sources =
        sources.stream()
            .collect(Collectors.toUnmodifiableMap(LimitsSource::platform, Function.identity()));
    this.clock = clock;
  }

  /** A connection: another one of the same account may be another person's. */
  private record Key(UUID accountId, long generation) {}

  /**
   * @throws Problem 404 unknown, 409 {@code account_disconnected}, 503 while the platform does not
   *     tell
   */
  PublishingLimits of(UUID workspaceId, UUID accountId) {
    var usable = tokens.get(workspaceId, accountId);
    var key = new Key(accountId, usable.account().generation());
    return recall(key).orElseGet(() -> askAlone(workspaceId, key, usable));
  }

  /** Whoever comes meanwhile waits for the same answer: TikTok gives twenty a minute. */
  private PublishingLimits askAlone(UUID workspaceId, Key key, UsableToken usable) {
    var lock = asking[Math.floorMod(key.hashCode(), STRIPES)];
    lock.lock();
    try {
      return recall(key).orElseGet(() -> ask(workspaceId, key, usable));
    } finally {
      lock.unlock();
    }
  }

  private PublishingLimits ask(UUID workspaceId, Key key, UsableToken usable) {
    var source = sources.get(usable.account().platform());
    if (source == null) {
      return new PublishingLimits(null, null, clock.instant());
    }
    var told = ask(source, usable);
    if (told instanceof LimitsSource.Told.Refused(var errorCode)) {
      rejections.reject(workspaceId, key.accountId(), key.generation(), errorCode);
      // Renewed, or else this tells that the owner is needed.
      told = ask(source, tokens.get(workspaceId, key.accountId()));
    }
    return switch (told) {
      case LimitsSource.Told.Limits(var limits) -> {
        remember(key, limits);
        yield limits;
      }
      case LimitsSource.Told.Refused _, LimitsSource.Told.Unavailable _ ->
          throw Problem.unavailable("platform " + usable.account().platform().slug(), RETRY_AFTER);
    };
  }

  private static LimitsSource.Told ask(LimitsSource source, UsableToken usable) {
    return source.ask(usable.keys().access(), usable.account().externalId());
  }

  private Optional<PublishingLimits> recall(Key key) {
    Instant oldest = clock.instant().minus(FRESH);
    synchronized (remembered) {
      return Optional.ofNullable(remembered.get(key))
          .filter(limits -> limits.askedAt().isAfter(oldest));
    }
  }

  private void remember(Key key, PublishingLimits limits) {
    synchronized (remembered) {
      remembered.remove(key); // so that the eldest is the one that was asked first
      remembered.put(key, limits);
    }
  }
}
