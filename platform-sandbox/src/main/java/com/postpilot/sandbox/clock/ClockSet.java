package com.postpilot.sandbox.clock;

import com.postpilot.sandbox.journal.Fact;
import java.time.Duration;

/** The sandbox's clock goes ahead of the machine's, or behind it. */
record ClockSet(Duration offset) implements Fact {}
