package com.postpilot.sandbox.control;

import com.postpilot.sandbox.journal.Journal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

@ControlApi
class ResetController {

  private final Journal journal;

  ResetController(Journal journal) {
    this.journal = journal;
  }

  /** As new: no tokens, publications, faults or changed limits, and the clock on time. */
  @PostMapping("/_sandbox/reset")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reset() {
    journal.reset();
  }
}
