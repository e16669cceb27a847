package com.postpilot.common.event;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What ties an event to the request that caused it.
 *
 * @param requestId the {@code X-Request-Id}
 * @param traceparent W3C trace context
 */
public record Trace(@Nullable String requestId, @Nullable String traceparent) {
  public static final String REQUEST_ID = "request_id";
  public static final String TRACEPARENT = "traceparent";

  /** That of the work that this thread is doing. */
  public static Trace current() {
    return new Trace(MDC.get(REQUEST_ID), MDC.get(TRACEPARENT));
  }

  /** Runs {@code work} under this trace, so that its log lines and events carry it on. */
  public void run(Runnable work) {
    var before = current();
    put(this);
    try {
      work.run();
    } finally {
      put(before);
    }
  }

  private static void put(Trace trace) {
    put(REQUEST_ID, trace.requestId);
    put(TRACEPARENT, trace.traceparent);
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
