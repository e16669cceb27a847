package com.postpilot.sandbox.traffic;

import com.postpilot.sandbox.control.ControlApi;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@ControlApi
class RequestsController {

  private final Traffic traffic;

  RequestsController(Traffic traffic) {
    this.traffic = traffic;
  }

  record RequestsResponse(List<Arrival> items) {}

  /**
   * The latest 200,000 requests to the platforms, oldest first.
   *
   * @param after only those with a higher number
   */
  @GetMapping("/_sandbox/requests")
  RequestsResponse read(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "200000") int limit,
      @RequestParam(required = false) @Nullable String operation,
      @RequestParam(required = false) @Nullable String account) {
    return new RequestsResponse(
        traffic.matching(
            arrival ->
                arrival.number() > after
                    && (operation == null || arrival.operation().wireName().equals(operation))
                    && (account == null
                        || account.equals(arrival.account())
                        || account.equals(arrival.handle())),
            limit));
  }
}
