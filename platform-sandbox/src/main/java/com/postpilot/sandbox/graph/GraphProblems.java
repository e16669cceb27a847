package com.postpilot.sandbox.graph;

import com.postpilot.sandbox.fault.InjectedFault;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers errors in the shape of the Graph API. */
@RestControllerAdvice(annotations = GraphApi.class)
@Order(1)
class GraphProblems {

  record ErrorResponse(ErrorBody error) {}

  record ErrorBody(
      String message,
      String type,
      int code,
      @Nullable Integer errorSubcode,
      boolean isTransient,
      @Nullable String errorUserTitle,
      @Nullable String errorUserMsg,
      String fbtraceId) {}

  @ExceptionHandler
  ResponseEntity<ErrorResponse> handle(GraphError error, HttpServletRequest request) {
    Usage.refused(request, error.code());
    var body =
        new ErrorBody(
            Objects.requireNonNullElse(error.getMessage(), ""),
            "OAuthException",
            error.code(),
            error.subcode(),
            error.isTransient(),
            error.userTitle(),
            error.userMessage(),
            "A" + Opaque.text(16));
    return ResponseEntity.status(error.status()).body(new ErrorResponse(body));
  }

  @ExceptionHandler
  ResponseEntity<ErrorResponse> handle(InjectedFault.Failure failure, HttpServletRequest request) {
    return handle(GraphError.injectedBy(failure.fault()), request);
  }
}
