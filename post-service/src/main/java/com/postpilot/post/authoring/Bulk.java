package com.postpilot.post.authoring;

import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.post.reading.PostReader;
import com.postpilot.post.reading.PostResource;
import com.postpilot.post.reading.TargetStatus;
import com.postpilot.post.scheduling.ScheduleInput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The same for many posts. Each has its own transaction: what one is refused leaves the others
 * alone. Sent again after a crash half-way, it does what is left to do: nothing is published twice,
 * because what is under way or published is refused.
 */
@Component
class Bulk {
  private static final Logger log = LoggerFactory.getLogger(Bulk.class);

  private final Authoring authoring;
  private final Scheduling scheduling;
  private final PostReader reader;
  private final Idempotency idempotency;
  private final TransactionTemplate transaction;

  Bulk(
      Authoring authoring,
      Scheduling scheduling,
      PostReader reader,
      Idempotency idempotency,
      PlatformTransactionManager transactions) {
    this.authoring = authoring;
    this.scheduling = scheduling;
    this.reader = reader;
    this.idempotency = idempotency;
    this.transaction = new TransactionTemplate(transactions);
  }

  enum Action {
    SCHEDULE,
    /** Only what is scheduled. */
    RESCHEDULE,
    UNSCHEDULE,
    PUBLISH,
    DELETE
  }

  /**
   * @param schedule the time, where the action needs one
   */
  record Item(UUID id, @Nullable ScheduleInput schedule, @Nullable String ifMatch) {}

  /**
   * What became of one.
   *
   * @param status as if it had been a request of its own
   * @param post as it is now; null if it is deleted, or was refused
   * @param problem why it was refused
   */
  record BulkResult(
      UUID id,
      int status,
      @Nullable PostResource post,
      @Nullable String etag,
      @Nullable Map<String, Object> problem) {}

  /**
   * @param items in the order of the request
   */
  record BulkResponse(int succeeded, int failed, List<BulkResult> items) {
    static BulkResponse of(List<BulkResult> items) {
      int failed = (int) items.stream().filter(item -> item.problem() != null).count();
      return new BulkResponse(items.size() - failed, failed, items);
    }
  }

  BulkResponse run(Caller caller, Action action, List<Item> items) {
    return idempotency.inParts(
        () -> BulkResponse.of(items.stream().map(item -> result(caller, action, item)).toList()));
  }

  private BulkResult result(Caller caller, Action action, Item item) {
    try {
      var post = act(caller, action, item);
      return post == null
          ? new BulkResult(item.id(), HttpStatus.NO_CONTENT.value(), null, null, null)
          : new BulkResult(item.id(), HttpStatus.OK.value(), post, post.eTag(), null);
    } catch (Problem problem) {
      return refused(item, problem);
    } catch (RuntimeException e) {
      log.error("Post {} in bulk", item.id(), e);
      return refused(
          item,
          Problem.of(ProblemCode.INTERNAL_ERROR, "Something went wrong with this post alone."));
    }
  }

  private static BulkResult refused(Item item, Problem problem) {
    return new BulkResult(
        item.id(),
        problem.code().status().value(),
        null,
        null,
        problem.body("/api/v1/posts/" + item.id(), null));
  }

  private @Nullable PostResource act(Caller caller, Action action, Item item) {
    var ifMatch = new IfMatch(item.ifMatch());
    return switch (action) {
      case SCHEDULE -> scheduling.schedule(caller, item.id(), ifMatch, time(item));
      case RESCHEDULE -> {
        mustBeScheduled(caller, item);
        yield scheduling.schedule(caller, item.id(), ifMatch, time(item));
      }
      case UNSCHEDULE -> scheduling.unschedule(caller, item.id(), ifMatch);
      case PUBLISH -> scheduling.publish(caller, item.id(), ifMatch);
      case DELETE -> {
        authoring.delete(caller, item.id(), ifMatch);
        yield null;
      }
    };
  }

  private static ScheduleInput time(Item item) {
    return Objects.requireNonNull(item.schedule());
  }

  private void mustBeScheduled(Caller caller, Item item) {
    var post = transaction.execute(ignored -> reader.read(caller.workspaceId(), item.id()));
    if (post.targets().stream()
        .noneMatch(
            target ->
                target.status() == TargetStatus.SCHEDULED
                    || target.status() == TargetStatus.DISPATCHED)) {
      throw Problem.of(ProblemCode.STATE_CONFLICT, "Nothing of the post is scheduled.");
    }
  }
}
