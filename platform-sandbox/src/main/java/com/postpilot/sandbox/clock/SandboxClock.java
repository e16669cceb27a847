package com.postpilot.sandbox.clock;

import com.postpilot.sandbox.journal.Chapter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * The time at the platforms: the machine's, shifted by what {@code POST /_sandbox/clock} asked for.
 * It always goes on; expiry, quotas and timestamps follow it.
 */
@Component
public class SandboxClock extends Clock implements Chapter<ClockSet> {

  private final Clock machine = Clock.systemUTC();
  private volatile Duration offset = Duration.ZERO;

  @Override
  public Instant instant() {
    return machineInstant().plus(offset);
  }

  /** The time outside, for measuring when requests really arrived. */
  public Instant machineInstant() {
    return machine.instant().truncatedTo(ChronoUnit.MICROS);
  }

  Duration offset() {
    return offset;
  }

  @Override
  public Class<ClockSet> facts() {
    return ClockSet.class;
  }

  @Override
  public void apply(ClockSet set) {
    offset = set.offset();
  }

  @Override
  public void clear() {
    offset = Duration.ZERO;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("The platforms live in UTC");
  }
}
