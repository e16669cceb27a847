package com.postpilot.sandbox.control;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a control request, and where. */
@RestControllerAdvice(annotations = ControlApi.class)
class ControlProblems {

  @ExceptionHandler
  ProblemDetail handle(InvalidControl invalid) {
    return problem("validation_failed", invalid.getMessage(), invalid.field());
  }

  @ExceptionHandler
  ProblemDetail handle(HttpMessageNotReadableException unreadable) {
    return unreadable.getCause() instanceof JacksonException json
        ? handle(json)
        : problem("malformed_body", "The body must be a JSON object", null);
  }

  @ExceptionHandler
  ProblemDetail handle(HttpMediaTypeNotSupportedException unsupported) {
    return problem("malformed_body", "The body must be application/json", null);
  }

  @ExceptionHandler
  ProblemDetail handle(MethodArgumentTypeMismatchException mismatch) {
    return problem("validation_failed", "The value has the wrong type", mismatch.getName());
  }

  @ExceptionHandler
  ProblemDetail handle(JacksonException json) {
    if (json.getCause() instanceof InvalidControl invalid) {
      return handle(invalid);
    }
    return json instanceof UnrecognizedPropertyException unknown
        ? problem("unknown_field", "Nothing is known of this field", path(unknown))
        : problem("malformed_body", json.getOriginalMessage(), path(json));
  }

  private static String path(JacksonException json) {
    return json.getPath().stream()
        .map(JacksonException.Reference::getPropertyName)
        .collect(Collectors.joining("."));
  }

  private static ProblemDetail problem(
      String code, @Nullable String detail, @Nullable String field) {
    var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
    problem.setProperty("code", code);
    problem.setProperty("field", field);
    return problem;
  }
}
