package com.postpilot.sandbox.facebook.publishing;

/** An upload refused by the upload host, which has a vocabulary of its own. */
final class UploadRefusal extends RuntimeException {

  enum Type {
    OFFSET_INVALID("OffsetInvalidError"),
    PARTIAL_REQUEST("PartialRequestError"),
    PROCESSING_FAILED("ProcessingFailedError");

    private final String wireName;

    Type(String wireName) {
      this.wireName = wireName;
    }
  }

  private final Type type;

  UploadRefusal(Type type, String message) {
    super(message);
    this.type = type;
  }

  String type() {
    return type.wireName;
  }

  /** Whether the client may go on from where the upload stands. */
  boolean isRetriable() {
    return type != Type.PROCESSING_FAILED;
  }
}
