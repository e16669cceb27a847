package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.journal.Chapter;
import com.postpilot.sandbox.traffic.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How often each creator's tokens were used in the last minute, for what. */
@Component
class Pace implements Chapter<CallAdmitted> {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private record Lane(String openId, Operation operation) {}

  private final Map<Lane, Deque<Instant>> calls = new HashMap<>();

  long countInTheMinuteBefore(String openId, Operation operation, Instant now) {
    return calls.getOrDefault(new Lane(openId, operation), new ArrayDeque<>()).stream()
        .filter(at -> at.isAfter(now.minus(WINDOW)))
        .count();
  }

  @Override
  public Class<CallAdmitted> facts() {
    return CallAdmitted.class;
  }

  @Override
  public void apply(CallAdmitted call) {
    var lane =
        calls.computeIfAbsent(
            new Lane(call.openId(), call.operation()), missing -> new ArrayDeque<>());
    while (!lane.isEmpty() && !lane.getFirst().isAfter(call.at().minus(WINDOW))) {
      lane.removeFirst();
    }
    lane.addLast(call.at());
  }

  @Override
  public void clear() {
    calls.clear();
  }
}
