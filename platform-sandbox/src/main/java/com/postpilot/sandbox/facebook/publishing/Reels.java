package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.facebook.publishing.ReelFact.ReelBytesArrived;
import com.postpilot.sandbox.facebook.publishing.ReelFact.ReelFinished;
import com.postpilot.sandbox.facebook.publishing.ReelFact.ReelStarted;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.journal.Chapter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All reels ever begun. */
@Component
class Reels implements Chapter<ReelFact> {

  private final Map<String, Reel> byId = new HashMap<>();

  /** The reel, if it is that Page's. */
  Reel require(String id, String pageId) {
    return Optional.ofNullable(byId.get(id))
        .filter(reel -> reel.pageId().equals(pageId))
        .orElseThrow(() -> GraphError.noSuchObject(id));
  }

  @Override
  public Class<ReelFact> facts() {
    return ReelFact.class;
  }

  @Override
  public void apply(ReelFact fact) {
    switch (fact) {
      case ReelStarted(var id, var pageId, var at) -> byId.put(id, Reel.started(id, pageId, at));
      case ReelBytesArrived(var id, var arrived, var size) ->
          byId.computeIfPresent(id, (same, reel) -> reel.withBytes(arrived, size));
      case ReelFinished(var id, var finish) ->
          byId.computeIfPresent(id, (same, reel) -> reel.finished(finish));
    }
  }

  @Override
  public void clear() {
    byId.clear();
  }
}
