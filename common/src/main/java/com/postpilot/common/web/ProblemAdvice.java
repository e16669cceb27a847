package com.postpilot.common.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns everything that a handler throws into a problem; what nobody foresaw is a bare 500. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Object> on(Problem problem, HttpServletRequest request) {
    return ProblemWriter.answer(problem, request);
  }

  @ExceptionHandler
  ResponseEntity<Object> on(HttpMessageNotReadableException e, HttpServletRequest request) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return ProblemWriter.answer(problem, request);
      }
    }
    return ProblemWriter.answer(
        switch (e.getCause()) {
          case UnrecognizedPropertyException unknown ->
              Problem.at(
                  ProblemCode.UNKNOWN_FIELD, JsonPaths.of(unknown), "This field is not known.");
          case StreamReadException broken -> malformed();
          case DatabindException wrong when !wrong.getPath().isEmpty() ->
              Problem.invalid(JsonPaths.of(wrong), "wrong_type", JsonPaths.expectation(wrong));
          case JacksonException other ->
              Problem.invalid("body", "wrong_type", "The body must be a JSON object.");
          case null, default -> malformed();
        },
        request);
  }

  private static Problem malformed() {
    return Problem.of(ProblemCode.MALFORMED_REQUEST, "The body is missing or is not valid JSON.");
  }

  /** Bean Validation of a body or of bound parameters. */
  @ExceptionHandler
  ResponseEntity<Object> on(BindException e, HttpServletRequest request) {
    var errors =
        e.getAllErrors().stream()
            .map(
                error ->
                    new Problem.FieldError(
                        error instanceof FieldError field
                            ? JsonPaths.snakeCase(field.getField())
                            : "body",
                        JsonPaths.constraint(error.getCode()),
                        String.valueOf(error.getDefaultMessage())))
            .sorted(Comparator.comparing(Problem.FieldError::field))
            .toList();
    return ProblemWriter.answer(Problem.invalid(errors), request);
  }

  /** Bean Validation of single parameters of a handler. */
  @ExceptionHandler
  ResponseEntity<Object> on(HandlerMethodValidationException e, HttpServletRequest request) {
    List<Problem.FieldError> errors = new ArrayList<>();
    for (var result : e.getParameterValidationResults()) {
      var name =
          JsonPaths.snakeCase(String.valueOf(result.getMethodParameter().getParameterName()));
      for (var error : result.getResolvableErrors()) {
        errors.add(
            new Problem.FieldError(
                error instanceof FieldError field ? JsonPaths.snakeCase(field.getField()) : name,
                error instanceof FieldError field
                    ? JsonPaths.constraint(field.getCode())
                    : "invalid",
                String.valueOf(error.getDefaultMessage())));
      }
    }
    return ProblemWriter.answer(Problem.invalid(errors), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> on(ConstraintViolationException e, HttpServletRequest request) {
    var errors =
        e.getConstraintViolations().stream()
            .map(
                violation ->
                    new Problem.FieldError(
                        JsonPaths.snakeCase(lastNode(violation.getPropertyPath())),
                        "invalid",
                        violation.getMessage()))
            .collect(Collectors.toList());
    return ProblemWriter.answer(Problem.invalid(errors), request);
  }

  private static String lastNode(Path path) {
    var name = "";
    for (var node : path) {
      name = String.valueOf(node.getName());
    }
    return name;
  }

  /**
   * An id in the path that cannot be one names nothing; a parameter of the wrong type is invalid.
   */
  @ExceptionHandler
  ResponseEntity<Object> on(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
    return ProblemWriter.answer(
        e.getParameter().hasParameterAnnotation(PathVariable.class)
            ? Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this address.")
            : Problem.invalid(
                JsonPaths.snakeCase(e.getName()), "wrong_type", "This is not a valid value."),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Object> on(MissingRequestValueException e, HttpServletRequest request) {
    return ProblemWriter.answer(
        e instanceof MissingServletRequestParameterException parameter
            ? Problem.invalid(parameter.getParameterName(), "not_null", "This is required.")
            : Problem.of(ProblemCode.MALFORMED_REQUEST, String.valueOf(e.getBody().getDetail())),
        request);
  }

  /** Parts that are too large, or end before their time. */
  @ExceptionHandler
  ResponseEntity<Object> on(MultipartException e, HttpServletRequest request) {
    return ProblemWriter.answer(
        e instanceof MaxUploadSizeExceededException
            ? Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "The file is larger than it may be.")
            : Problem.of(ProblemCode.MALFORMED_REQUEST, "The parts of the body cannot be read."),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Object> on(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    if (e instanceof AccessDeniedException || e instanceof AuthenticationException) {
      throw e; // Spring Security answers these
    }
    if (response.isCommitted()) {
      throw e; // too late to answer: the connection is broken off, so that nobody takes it for
      // whole
    }
    var code = e instanceof ErrorResponse known ? codeFor(known) : null;
    if (code != null) {
      return ProblemWriter.answer(Problem.of(code, code.title() + "."), request);
    }
    log.error("Unforeseen failure of {} {}", request.getMethod(), request.getRequestURI(), e);
    return ProblemWriter.answer(
        Problem.of(
            ProblemCode.INTERNAL_ERROR,
            "The request was not carried out. Tell us its request_id, please."),
        request);
  }

  private static @Nullable ProblemCode codeFor(ErrorResponse error) {
    return switch (HttpStatus.resolve(error.getStatusCode().value())) {
      case BAD_REQUEST -> ProblemCode.MALFORMED_REQUEST;
      case NOT_FOUND -> ProblemCode.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> ProblemCode.METHOD_NOT_ALLOWED;
      case NOT_ACCEPTABLE -> ProblemCode.NOT_ACCEPTABLE;
      case UNSUPPORTED_MEDIA_TYPE -> ProblemCode.UNSUPPORTED_MEDIA;
      case CONTENT_TOO_LARGE -> ProblemCode.PAYLOAD_TOO_LARGE;
      case null, default -> null;
    };
  }
}
