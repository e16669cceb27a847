package com.postpilot.sandbox.clock;

import com.postpilot.sandbox.control.ControlApi;
import com.postpilot.sandbox.control.InvalidControl;
import com.postpilot.sandbox.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

@ControlApi
@RequestMapping("/_sandbox/clock")
class ClockController {

  private static final Duration FURTHEST = Duration.ofDays(3650);

  private final SandboxClock clock;
  private final Journal journal;

  ClockController(SandboxClock clock, Journal journal) {
    this.clock = clock;
    this.journal = journal;
  }

  record ClockRequest(@Nullable Long offsetSeconds, @Nullable Instant now) {}

  record ClockResponse(Instant now, double offsetSeconds) {}

  @GetMapping
  ClockResponse read() {
    return new ClockResponse(clock.instant(), clock.offset().toMillis() / 1000.0);
  }

  @PostMapping
  ClockResponse set(@RequestBody ClockRequest request) {
    var offset = offset(request);
    if (offset.abs().compareTo(FURTHEST) > 0) {
      throw new InvalidControl(
          "offset_seconds", "The clock goes ten years ahead or back, no further");
    }
    journal.append(new ClockSet(offset));
    return read();
  }

  private Duration offset(ClockRequest request) {
    if (request.offsetSeconds() != null && request.now() == null) {
      return Duration.ofSeconds(request.offsetSeconds());
    }
    if (request.now() != null && request.offsetSeconds() == null) {
      return Duration.between(clock.machineInstant(), request.now());
    }
    throw new InvalidControl("offset_seconds", "Give either offset_seconds or now");
  }
}
