package com.postpilot.queue.item;

import com.postpilot.common.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What became of each of many.
 *
 * @param items in the order of the request
 */
record ItemResults(int succeeded, int failed, List<Result> items) {

  static ItemResults of(List<Result> items) {
    int failed = (int) items.stream().filter(item -> item.problem() != null).count();
    return new ItemResults(items.size() - failed, failed, items);
  }

  /**
   * @param id null if there is none, because it was refused
   * @param status as if it had been a request of its own
   * @param item as it is now; null if it is deleted, or was refused
   * @param problem why it was refused
   */
  record Result(
      @Nullable UUID id,
      int status,
      @Nullable ItemResource item,
      @Nullable String etag,
      @Nullable Map<String, Object> problem) {

    static Result of(HttpStatus status, ItemResource item) {
      return new Result(item.id(), status.value(), item, item.eTag(), null);
    }

    static Result refused(@Nullable UUID id, Problem problem) {
      var path = id == null ? "/api/v1/queue" : "/api/v1/queue/" + id;
      return new Result(id, problem.code().status().value(), null, null, problem.body(path, null));
    }
  }
}
