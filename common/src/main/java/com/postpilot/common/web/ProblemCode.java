package com.postpilot.common.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * The {@code code} of a problem. Clients decide by it: the list grows, names never change, and the
 * slug is the last part of the problem's {@code type}.
 */
public enum ProblemCode {
  MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be read"),
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Credentials are missing or not valid"),
  INVALID_CREDENTIALS(HttpStatus.UNAUTHORIZED, "The credentials are not right"),
  TOKEN_EXPIRED(HttpStatus.UNAUTHORIZED, "The token is no longer valid"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "Not allowed"),
  ROLE_REQUIRED(HttpStatus.FORBIDDEN, "Your role does not allow this"),
  PLAN_LIMIT_REACHED(HttpStatus.FORBIDDEN, "Your plan's limit is reached"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This method is not allowed here"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Only JSON is answered here"),
  ALREADY_DISPATCHED(HttpStatus.CONFLICT, "The post is already being published"),
  STATE_CONFLICT(HttpStatus.CONFLICT, "Not possible in the present state"),
  APPROVAL_REQUIRED(HttpStatus.CONFLICT, "An approval is required"),
  PRODUCT_CHANGED(HttpStatus.CONFLICT, "The product is not what the post was approved for"),
  ACCOUNT_DISCONNECTED(HttpStatus.CONFLICT, "The account is not connected"),
  IDENTITY_MISMATCH(HttpStatus.CONFLICT, "This is another account than before"),
  EMAIL_TAKEN(HttpStatus.CONFLICT, "The address is taken"),
  IDEMPOTENCY_IN_PROGRESS(HttpStatus.CONFLICT, "The same request is still running"),
  VERSION_MISMATCH(HttpStatus.PRECONDITION_FAILED, "It was changed in the meantime"),
  PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
  UNSUPPORTED_MEDIA(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This kind of content is not supported"),
  VALIDATION_FAILED(HttpStatus.UNPROCESSABLE_CONTENT, "The request is not valid"),
  UNKNOWN_FIELD(HttpStatus.UNPROCESSABLE_CONTENT, "The request has an unknown field"),
  UNKNOWN_PARAMETER(HttpStatus.UNPROCESSABLE_CONTENT, "The request has an unknown parameter"),
  TIME_IN_GAP(HttpStatus.UNPROCESSABLE_CONTENT, "This local time does not exist"),
  DUE_IN_PAST(HttpStatus.UNPROCESSABLE_CONTENT, "The time has passed"),
  IDEMPOTENCY_KEY_REUSED(
      HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key was used for another request"),
  RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
  DEPENDENCY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "A part of PostPilot is not available");

  private final HttpStatus status;
  private final String title;

  ProblemCode(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String type() {
    return "urn:postpilot:problem:" + wireName().replace('_', '-');
  }
}
