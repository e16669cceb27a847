package com.postpilot.sandbox.claude;

import com.postpilot.sandbox.fault.InjectedFault;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers errors as the Messages API does. */
@RestControllerAdvice(assignableTypes = MessagesController.class)
@Order(1)
class ClaudeProblems {

  record ErrorResponse(String type, Detail error, String requestId) {
    record Detail(String type, @Nullable String message, @Nullable Map<String, String> details) {}
  }

  @ExceptionHandler
  ResponseEntity<ErrorResponse> handle(ClaudeError error) {
    var requestId = "req_" + UUID.randomUUID();
    var answer =
        ResponseEntity.status(error.type().status())
            .header(MessagesController.REQUEST_ID, requestId);
    error
        .retryAfter()
        .ifPresent(
            after ->
                answer.header(
                    HttpHeaders.RETRY_AFTER, Long.toString(after.plusMillis(999).toSeconds())));
    return answer.body(
        new ErrorResponse(
            "error",
            new ErrorResponse.Detail(
                error.type().wireName(),
                error.getMessage(),
                error.errorCode().map(code -> Map.of("error_code", code)).orElse(null)),
            requestId));
  }

  @ExceptionHandler
  ResponseEntity<ErrorResponse> handle(InjectedFault.Failure failure) {
    return handle(ClaudeError.injectedBy(failure.fault()));
  }
}
