package com.postpilot.sandbox.graph;

import com.postpilot.sandbox.fault.Fault;
import com.postpilot.sandbox.fault.FaultKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A call refused in the way of the Graph API: code and subcode say why, the HTTP status little. */
public final class GraphError extends RuntimeException {

  private final int code;
  private final @Nullable Integer subcode;
  private final @Nullable String userTitle;
  private final @Nullable String userMessage;

  private GraphError(
      int code,
      @Nullable Integer subcode,
      String message,
      @Nullable String userTitle,
      @Nullable String userMessage) {
    super(message);
    this.code = code;
    this.subcode = subcode;
    this.userTitle = userTitle;
    this.userMessage = userMessage;
  }

  public static GraphError of(int code, String message) {
    return new GraphError(code, null, message, null, null);
  }

  public static GraphError of(int code, int subcode, String message) {
    return new GraphError(code, subcode, message, null, null);
  }

  /** An error that comes with words for the person behind the app. */
  public static GraphError explained(
      int code, int subcode, String message, String userTitle, String userMessage) {
    return new GraphError(code, subcode, message, userTitle, userMessage);
  }

  public static GraphError invalidParameter(String message) {
    return of(100, "(#100) " + message);
  }

  public static GraphError missingParameter(String name) {
    return invalidParameter("The parameter " + name + " is required");
  }

  /** What exists for somebody else does not exist. */
  public static GraphError noSuchObject(String id) {
    return of(
        100,
        33,
        "Unsupported request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, or does not support this operation"
            .formatted(id));
  }

  public static GraphError unknownPath(String path) {
    return of(2500, "Unknown path components: " + path);
  }

  /** The error that a fault asks for, or the usual one of its kind. */
  public static GraphError injectedBy(Fault fault) {
    if (fault.errorCode() != null) {
      var message = "(#%d) The sandbox was told to answer this".formatted(fault.errorCode());
      return new GraphError(fault.errorCode(), fault.errorSubcode(), message, null, null);
    }
    if (fault.kind() == FaultKind.RATE_LIMITED) {
      return of(4, "(#4) Application request limit reached");
    }
    if (fault.kind() == FaultKind.TOKEN_REVOKED) {
      return accessRevoked();
    }
    return of(2, "An unexpected error has occurred. Please retry your request later.");
  }

  public static GraphError accessRevoked() {
    return of(
        190,
        460,
        "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.");
  }

  HttpStatus status() {
    if (code == 1 || code == 2) {
      return HttpStatus.INTERNAL_SERVER_ERROR;
    }
    return code == 10 || (code >= 200 && code < 300)
        ? HttpStatus.FORBIDDEN
        : HttpStatus.BAD_REQUEST;
  }

  public int code() {
    return code;
  }

  public @Nullable Integer subcode() {
    return subcode;
  }

  boolean isTransient() {
    return code == 2 || code == 4;
  }

  @Nullable String userTitle() {
    return userTitle;
  }

  @Nullable String userMessage() {
    return userMessage;
  }
}
