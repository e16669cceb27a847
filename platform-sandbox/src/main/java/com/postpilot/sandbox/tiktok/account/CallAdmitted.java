package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.journal.Fact;
import com.postpilot.sandbox.traffic.Operation;
import java.time.Instant;

/** A call that counts against a limit per minute. */
record CallAdmitted(String openId, Operation operation, Instant at) implements Fact {}
