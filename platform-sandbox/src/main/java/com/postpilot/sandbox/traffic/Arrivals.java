package com.postpilot.sandbox.traffic;

import com.postpilot.sandbox.journal.Chapter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The latest requests, in the order in which they arrived. */
@Component
class Arrivals implements Chapter<Arrival> {

  private static final int KEPT = 200_000;

  private final Deque<Arrival> latest = new ArrayDeque<>();
  private long counted;

  long nextNumber() {
    return counted + 1;
  }

  List<Arrival> matching(Predicate<Arrival> wanted, int limit) {
    return latest.stream().filter(wanted).limit(limit).toList();
  }

  @Override
  public Class<Arrival> facts() {
    return Arrival.class;
  }

  @Override
  public void apply(Arrival arrival) {
    counted = arrival.number();
    latest.addLast(arrival);
    if (latest.size() > KEPT) {
      latest.removeFirst();
    }
  }

  @Override
  public void clear() {
    latest.clear();
    counted = 0;
  }
}
