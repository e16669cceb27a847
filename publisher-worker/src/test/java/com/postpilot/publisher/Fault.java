package com.postpilot.publisher;

/**
 * How one call goes wrong.
 *
 * @param applied whether it takes effect all the same
 * @param status of the answer; 0 if the connection is dropped instead, less if nothing comes at all
 */
record Fault(boolean applied, int status, String body) {
  static final Fault NONE = new Fault(true, 200, "");

  static Fault dropped() {
    return new Fault(false, 0, "");
  }

  /** The caller waits until it gives up. */
  static Fault silent() {
    return new Fault(false, -1, "");
  }

  static Fault answer(int status, String body) {
    return new Fault(false, status, body);
  }

  static Fault graph(int code, int subcode) {
    return answer(
        400,
        """
        {"error": {"code": %d, "error_subcode": %d, "message": "no"}}"""
            .formatted(code, subcode));
  }

  static Fault tiktok(int status, String code) {
    return answer(
        status,
        """
        {"data": {}, "error": {"code": "%s", "message": "no", "log_id": "1"}}"""
            .formatted(code));
  }

  Fault afterApplying() {
    return new Fault(true, status, body);
  }

  @Override
  public String toString() {
    return switch (status) {
          case -1 -> "silence";
          case 0 -> "a reset";
          default -> "HTTP " + status + " " + body;
        }
        + (applied ? ", live" : "");
  }
}
