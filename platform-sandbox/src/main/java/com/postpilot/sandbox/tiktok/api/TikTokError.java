package com.postpilot.sandbox.tiktok.api;

import com.postpilot.sandbox.fault.Fault;
import com.postpilot.sandbox.traffic.Operation;

/** A call refused in the way of the v2 API: the code says why. */
public final class TikTokError extends RuntimeException {

  private static final int OK = 200;

  private final int status;
  private final String code;

  private TikTokError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  public static TikTokError of(ErrorCode code, String message) {
    return new TikTokError(code.status(), code.wireName(), message);
  }

  public static TikTokError invalidParams(String message) {
    return of(ErrorCode.INVALID_PARAMS, message);
  }

  public static TikTokError tokenInvalid() {
    return of(
        ErrorCode.ACCESS_TOKEN_INVALID, "The access token is invalid or not found in the request.");
  }

  /** The trap of creator_info: a creator who may not post is an error with the status 200. */
  public TikTokError answeredAsOk() {
    return new TikTokError(OK, code, String.valueOf(getMessage()));
  }

  /** The error that a fault asks for by name, or the usual one of its kind. */
  static TikTokError injectedBy(Fault fault) {
    if (fault.errorName() != null) {
      var name = fault.errorName();
      var status = ErrorCode.find(name).map(ErrorCode::status).orElse(400);
      var error = new TikTokError(status, name, "The sandbox was told to answer this");
      return fault.operation() == Operation.CREATOR_INFO && status == 403
          ? error.answeredAsOk()
          : error;
    }
    return switch (fault.kind()) {
      case RATE_LIMITED ->
          of(ErrorCode.RATE_LIMIT_EXCEEDED, "The API rate limit was exceeded. Try again later.");
      case TOKEN_REVOKED -> tokenInvalid();
      default ->
          of(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side. Please try again later.");
    };
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
