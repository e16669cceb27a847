package com.postpilot.queue;

import com.postpilot.common.contract.Platform;
import com.postpilot.queue.caption.CaptionWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Writes what a test tells it to, by the title of the product. */
public final class FakeWriter implements CaptionWriter {
  private final Map<String, Function<Request, Written>> behaviours = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  public void behave(String title, Function<Request, Written> behaviour) {
    behaviours.put(title, behaviour);
  }

  public int calls(String title) {
    return calls.computeIfAbsent(title, absent -> new AtomicInteger()).get();
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Written write(Request request) {
    var title = request.product().title();
    calls.computeIfAbsent(title, absent -> new AtomicInteger()).incrementAndGet();
    return behaviours.getOrDefault(title, FakeWriter::captions).apply(request);
  }

  /** "Title, for PLATFORM" for each. */
  public static Written captions(Request request) {
    var captions = new EnumMap<Platform, Caption>(Platform.class);
    for (var platform : request.platforms()) {
      captions.put(
          platform, new Caption(request.product().title() + ", for " + platform, List.of("shop")));
    }
    return new Written.Captions(captions, "fake");
  }
}
