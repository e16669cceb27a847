package com.postpilot.queue.generation;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.QueueEvent.CaptionGenerated;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.tenant.Tenants;
import com.postpilot.common.web.Problem;
import com.postpilot.queue.caption.CaptionWriter;
import com.postpilot.queue.caption.CaptionWriter.Request;
import com.postpilot.queue.caption.CaptionWriter.Written;
import com.postpilot.queue.item.Caption;
import com.postpilot.queue.item.Change;
import com.postpilot.queue.item.Failure;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.Items;
import com.postpilot.queue.item.Status;
import com.postpilot.queue.quota.AiQuota;
import com.postpilot.queue.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the captions of one generation written. The writer is asked outside every transaction: a
 * process that dies asks again, and what it wrote has its effect in the one transaction that ends
 * the generation.
 */
@Component
class Writing {
  /** The model would not write of this product: it has worked, and counts. */
  static final String REFUSED = "refused";

  private static final Logger log = LoggerFactory.getLogger(Writing.class);

  private final Generations generations;
  private final Items items;
  private final Settings settings;
  private final ObjectProvider<CaptionWriter> writers;
  private final AiQuota quota;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final GenerationProperties properties;
  private final MeterRegistry metrics;
  private final Clock clock;

  Writing(
      Generations generations,
      Items items,
      Settings settings,
      ObjectProvider<CaptionWriter> writers,
      AiQuota quota,
      Outbox outbox,
      TransactionTemplate transaction,
      GenerationProperties properties,
      MeterRegistry metrics,
      Clock clock) {
    this.generations = generations;
    this.items = items;
    this.settings = settings;
    this.writers = writers;
    this.quota = quota;
    this.outbox = outbox;
    this.transaction = transaction;
    this.properties = properties;
    this.metrics = metrics;
    this.clock = clock;
  }

  void write(Generation generation) {
    try {
      var request = request(generation);
      if (request.isEmpty()) {
        end(generation, item -> {});
        return;
      }
      switch (written(request.get())) {
        case Written.Captions captions -> {
          if (end(generation, item -> take(generation, item, captions))) {
            count("written");
          }
        }
        case Written.Refused(var code, var detail) -> fail(generation, new Failure(code, detail));
        case Written.Unavailable(var detail, var after) -> tryLater(generation, detail, after);
      }
    } catch (RuntimeException e) {
      // Its lease runs out, and somebody takes it up again.
      log.warn("Generation {} was not ended: {}", generation.id(), e.toString());
    }
  }

  /** Empty if its item no longer waits for captions. */
  private Optional<Request> request(Generation generation) {
    return inTransaction(
        generation,
        () ->
            unlessDeleted(() -> items.read(generation.workspaceId(), generation.itemId()))
                .filter(item -> item.status() == Status.GENERATING)
                .map(
                    item -> {
                      var chosen = settings.of(generation.workspaceId());
                      return new Request(
                          item.product().facts(),
                          item.platforms(),
                          item.tone(),
                          item.language(),
                          chosen.brandVoice(),
                          chosen.bannedClaims(),
                          generation.seed());
                    }));
  }

  private Written written(Request request) {
    var writer = writers.getIfAvailable();
    if (writer == null) {
      return new Written.Refused("misconfigured", "No caption writer is set up here.");
    }
    Written written;
    try {
      written = writer.write(request);
    } catch (RuntimeException e) {
      log.error("A caption writer must not throw", e);
      return new Written.Unavailable("Something went wrong while the captions were written.", null);
    }
    if (written instanceof Written.Captions captions
        && !captions.byPlatform().keySet().containsAll(request.platforms())) {
      return new Written.Unavailable("The writer left out a platform.", null);
    }
    return written;
  }

  private void take(Generation generation, Item item, Written.Captions written) {
    var captions = new EnumMap<Platform, Caption>(Platform.class);
    written
        .byPlatform()
        .forEach(
            (platform, caption) ->
                captions.put(
                    platform,
                    new Caption(caption.text(), caption.hashtags(), written.writer(), List.of())));
    item.generated(captions);
    items.authored(item, Change.GENERATED, generation.requestedBy(), null);
    outbox.append(
        new CaptionGenerated(
            Ids.next(),
            item.workspaceId(),
            item.id(),
            item.product().id(),
            written.writer(),
            clock.instant()));
  }

  private void fail(Generation generation, Failure failure) {
    if (end(generation, item -> fail(generation, item, failure))) {
      count(failure.code());
    }
  }

  private void fail(Generation generation, Item item, Failure failure) {
    item.notGenerated(failure);
    items.settled(item);
    if (!failure.code().equals(REFUSED)) {
      quota.giveBack(generation.workspaceId(), generation.countedIn());
    }
  }

  /** Each generation once, when it has its effect, however often its writer was asked. */
  private void count(String result) {
    var writer = writers.getIfAvailable();
    metrics
        .counter(
            "postpilot.caption.outcome",
            "writer",
            writer == null ? "none" : writer.name(),
            "result",
            result)
        .increment();
  }

  private void tryLater(Generation generation, String detail, @Nullable Duration after) {
    var delay = delay(generation.attempts(), after);
    if (clock.instant().plus(delay).isAfter(generation.giveUpAt())) {
      fail(
          generation,
          new Failure(
              "writer_unavailable",
              "No captions can be had within %d minutes: %s This counts against no limit."
                      .formatted(properties.giveUpAfter().toMinutes(), detail)
                  + " Generate them again later, or write your own."));
    } else {
      inTransaction(
          generation,
          () -> {
            generations.postpone(generation, delay);
            return true;
          });
    }
  }

  /** At least as long as the writer's service asks for. */
  private Duration delay(int attempts, @Nullable Duration after) {
    var doubled = properties.backOff().multipliedBy(1L << Math.min(attempts - 1, 20)).toMillis();
    long longest = Math.min(doubled, properties.longestBackOff().toMillis());
    var own = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    return after != null && after.compareTo(own) > 0 ? after : own;
  }

  /**
   * Ends it with this effect, unless somebody else has it by now.
   *
   * @return whether it had the effect, and that is committed
   */
  private boolean end(Generation generation, Consumer<Item> effect) {
    return inTransaction(
        generation,
        () -> {
          var item = unlessDeleted(() -> items.lock(generation.workspaceId(), generation.itemId()));
          if (!generations.end(generation)) {
            return false;
          }
          var waiting = item.filter(found -> found.status() == Status.GENERATING);
          waiting.ifPresent(effect);
          return waiting.isPresent();
        });
  }

  private static Optional<Item> unlessDeleted(Supplier<Item> item) {
    try {
      return Optional.of(item.get());
    } catch (Problem gone) {
      return Optional.empty();
    }
  }

  private <T> T inTransaction(Generation generation, Supplier<T> work) {
    return Tenants.inWorkspace(
        generation.workspaceId(), () -> transaction.execute(ignored -> work.get()));
  }
}
