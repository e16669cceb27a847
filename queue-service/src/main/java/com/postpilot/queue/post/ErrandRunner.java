package com.postpilot.queue.post;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.loop.Loop;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.queue.post.Errands.Act;
import com.postpilot.queue.post.Errands.Errand;
import com.postpilot.queue.post.PostClient.HoldRequest;
import com.postpilot.queue.post.PostClient.WithdrawRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells post-service what it has to know, until it does. Each moment counts in which a post could
 * go out as it was: several are told at a time, and nothing else waits in the same line.
 */
@Component
class ErrandRunner implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ErrandRunner.class);
  private static final Duration BETWEEN_SEARCHES = Duration.ofMillis(500);
  private static final int AT_ONCE = 4;

  /** It is out, on its way, or is no longer there or waiting. */
  private static final Set<ProblemCode> ITS_OUTCOME_TELLS =
      Set.of(ProblemCode.NOT_FOUND, ProblemCode.ALREADY_DISPATCHED, ProblemCode.STATE_CONFLICT);

  private final Errands errands;
  private final PostService posts;
  private final Renewing renewing;
  private final Outcomes outcomes;
  private final List<Loop> loops;

  ErrandRunner(Errands errands, PostService posts, Renewing renewing, Outcomes outcomes) {
    this.errands = errands;
    this.posts = posts;
    this.renewing = renewing;
    this.outcomes = outcomes;
    this.loops =
        IntStream.rangeClosed(1, AT_ONCE)
            .mapToObj(n -> new Loop("errands-" + n, errands.wakeUp(), this::runNext))
            .toList();
  }

  private Duration runNext() {
    var next = errands.claim();
    next.ifPresent(this::run);
    return next.isPresent() ? Duration.ZERO : BETWEEN_SEARCHES;
  }

  private void run(Errand errand) {
    try {
      if (errand.act() == Act.UNSCHEDULE) {
        renewing.remember(errand.workspaceId(), errand.postId());
      }
      posts.ask(
          post -> {
            tell(post, errand);
            return true;
          });
    } catch (Problem refusal) {
      if (refusal.code() == ProblemCode.DEPENDENCY_UNAVAILABLE) {
        errands.later(errand);
        return;
      }
      log.info("Post {} takes no {}: {}", errand.postId(), errand.act(), refusal.getMessage());
      if (errand.act() == Act.RESUME && !ITS_OUTCOME_TELLS.contains(refusal.code())) {
        outcomes.goesNotOn(errand, refusal);
      }
    }
    errands.done(errand);
  }

  private static void tell(PostClient post, Errand errand) {
    switch (errand.act()) {
      case UNSCHEDULE ->
          post.withdraw(
              errand.workspaceId(),
              errand.postId(),
              errand.requestedBy(),
              new WithdrawRequest(errand.detail()));
      case HOLD ->
          post.hold(
              errand.workspaceId(),
              errand.postId(),
              errand.requestedBy(),
              new HoldRequest(HoldReason.PRODUCT_CHANGED, errand.detail()));
      case RESUME -> post.resume(errand.workspaceId(), errand.postId(), errand.requestedBy());
    }
  }

  @Override
  public void start() {
    loops.forEach(Loop::start);
  }

  @Override
  public void stop() {
    loops.forEach(Loop::stop);
  }

  @Override
  public boolean isRunning() {
    return loops.getFirst().isRunning();
  }
}
