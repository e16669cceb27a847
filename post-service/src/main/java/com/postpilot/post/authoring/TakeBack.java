package com.postpilot.post.authoring;

import com.postpilot.common.Ids;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.post.dispatch.DueRows;
import com.postpilot.post.dispatch.DueRows.Due;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes scheduled targets back from the dispatcher, and hands them over again. */
@Component
class TakeBack {
  private final DueRows dueRows;
  private final Posts posts;

  TakeBack(DueRows dueRows, Posts posts) {
    this.dueRows = dueRows;
    this.posts = posts;
  }

  /**
   * Takes back all that are open among {@code targets}: the first thing that a change of them does.
   *
   * @throws Problem 409 {@code already_dispatched} if one of them is
   */
  List<Due> take(Collection<Target> targets) {
    var open =
        targets.stream().filter(target -> target.is(TargetState.OPEN)).map(Target::id).toList();
    if (open.isEmpty()) {
      return List.of();
    }
    var taken = dueRows.take(open);
    if (taken.size() < open.size()) {
      throw Problem.of(
          ProblemCode.ALREADY_DISPATCHED,
          "The post is being published at this moment and cannot be changed.");
    }
    return taken;
  }

  /** Takes back one that may be dispatched already; returns whether it was not. */
  boolean took(Target target) {
    return !dueRows.take(List.of(target.id())).isEmpty();
  }

  /** A new delivery of a target. */
  static Due delivery(Target target, Instant dueAt) {
    return new Due(target.id(), dueAt, Ids.next());
  }

  /** Hands over: the last thing that a change does, after all else has been written. */
  void put(Collection<Due> rows) {
    posts.flush();
    dueRows.put(rows);
  }
}
