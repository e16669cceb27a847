package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.fault.Fault;
import com.postpilot.sandbox.fault.FaultKind;
import com.postpilot.sandbox.graph.Opaque;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.tiktok.account.Visit;
import com.postpilot.sandbox.tiktok.posting.PostingFact.MediaReceived;
import com.postpilot.sandbox.tiktok.posting.PostingFact.PostBegun;
import com.postpilot.sandbox.tiktok.posting.PostingFact.PostPulled;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Begins posts and takes their media in. */
@Component
class Posting {

  private static final String DEFAULT_DOOM = "internal";
  private static final long SMALLEST_NUMBER = 7_000_000_000_000_000_000L;
  private static final long NUMBERS = 900_000_000_000_000_000L;

  private final Posts posts;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;
  private final RandomGenerator random = RandomGenerator.getDefault();

  Posting(Posts posts, Journal journal, SandboxClock clock, CurrentLimits limits) {
    this.posts = posts;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  /** What an init asks for. */
  record Wish(Post.Kind kind, String caption, PrivacyLevel privacy, Instant arrivedAt) {}

  /** Begins a post whose file the client will send. */
  Post await(Visit visit, Wish wish, Chunks chunks) {
    return journal.exclusively(
        () -> {
          var post = post(visit, wish, chunks, Opaque.text(32));
          journal.append(new PostBegun(post));
          return post;
        });
  }

  /** Begins a post whose media were fetched. */
  Post pulled(Visit visit, Wish wish, Judged media) {
    return journal.exclusively(
        () -> {
          var post = post(visit, wish, null, null);
          journal.append(new PostPulled(post, receipt(post, media)));
          return post;
        });
  }

  /** The last byte of an upload is here. Says so once, however often it is told. */
  void received(PostProgress progress, Judged media) {
    journal.exclusively(
        () -> {
          if (progress.receipt().isEmpty() && !progress.isCancelled()) {
            journal.append(
                new MediaReceived(progress.post().publishId(), receipt(progress.post(), media)));
          }
        });
  }

  private Post post(Visit visit, Wish wish, @Nullable Chunks chunks, @Nullable String uploadId) {
    var twist = visit.twist().get();
    var now = clock.instant();
    return new Post(
        freePublishId(wish.kind()),
        visit.creator(),
        wish.kind(),
        wish.caption(),
        wish.privacy(),
        chunks,
        uploadId,
        wish.arrivedAt(),
        now.plusSeconds(limits.tiktok().uploadSeconds()),
        doom(twist),
        lag(twist));
  }

  private static @Nullable String doom(Optional<Fault> twist) {
    return twist
        .filter(fault -> fault.kind() == FaultKind.PROCESSING_FAILS)
        .map(fault -> fault.errorName() == null ? DEFAULT_DOOM : fault.errorName())
        .orElse(null);
  }

  private static Duration lag(Optional<Fault> twist) {
    return twist
        .filter(fault -> fault.kind() == FaultKind.LISTING_LAGS)
        .map(Fault::lag)
        .orElse(Duration.ZERO);
  }

  private Receipt receipt(Post post, Judged media) {
    var now = clock.instant();
    return new Receipt(
        media.media(),
        media.bytes(),
        media.video(),
        media.failure() == null ? post.doom() : media.failure(),
        now,
        now.plusMillis(limits.tiktok().processingMs()));
  }

  private String freePublishId(Post.Kind kind) {
    String id;
    do {
      id = kind.publishId(number());
    } while (posts.find(id).isPresent());
    return id;
  }

  /** 19 digits, as TikTok's ids have. */
  long number() {
    return SMALLEST_NUMBER + random.nextLong(NUMBERS);
  }
}
