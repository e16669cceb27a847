package com.postpilot.queue.imports;

/** {@code READING → READY → COMMITTING → DONE}, or an end before its time. */
enum ImportStatus {
  READING,
  /** Its report is there, and nothing is stored yet. */
  READY,
  COMMITTING,
  DONE,
  /** It could not be read to its end. */
  FAILED,
  /** Nobody committed it in time. */
  EXPIRED
}
