package com.postpilot.gateway.routing;

import com.postpilot.common.event.Trace;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What a client is told when a service cannot be reached or does not answer. */
@Component
class ServiceFailures {
  private static final Logger log = LoggerFactory.getLogger(ServiceFailures.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Set<Class<? extends Exception>> BEFORE_SENDING =
      Set.of(
          ConnectException.class,
          HttpConnectTimeoutException.class,
          UnknownHostException.class,
          UnresolvedAddressException.class);

  HandlerFilterFunction<ServerResponse, ServerResponse> of(String service) {
    return (request, next) -> {
      try {
        return new GuardedAnswer(next.handle(request), failure -> unanswered(service, failure));
      } catch (ResourceAccessException e) {
        return answer(problem(service, request, e), request);
      }
    };
  }

  private static Problem problem(String service, ServerRequest request, Exception failure) {
    return BodyLimit.failureOf(request.servletRequest())
        .orElseGet(
            () -> {
              if (causedBy(failure, BEFORE_SENDING)) {
                log.warn("{} is not there: {}", service, String.valueOf(failure.getCause()));
                return Problem.unavailable(service, SOON);
              }
              return unanswered(service, failure);
            });
  }

  /** Unlike the other 503s this one cannot promise that nothing was done. */
  private static Problem unanswered(String service, Exception failure) {
    log.warn("{} did not answer: {}", service, String.valueOf(rootOf(failure)));
    var how =
        causedBy(failure, Set.of(HttpTimeoutException.class))
            ? "did not answer in time"
            : "broke off the connection";
    return Problem.of(
            ProblemCode.DEPENDENCY_UNAVAILABLE,
            "The " + service + " " + how + ". It is not known whether the request was carried out.")
        .retryAfter(SOON);
  }

  private static Throwable rootOf(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static boolean causedBy(Throwable failure, Set<Class<? extends Exception>> kinds) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      for (var kind : kinds) {
        if (kind.isInstance(cause)) {
          return true;
        }
      }
    }
    return false;
  }

  private static ServerResponse answer(Problem problem, ServerRequest request) {
    return ServerResponse.status(problem.code().status())
        .headers(headers -> headers.putAll(problem.headers()))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem.body(request.servletRequest().getRequestURI(), Trace.current().requestId()));
  }
}
