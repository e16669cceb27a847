package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.journal.Fact;
import java.time.Instant;

/** The life of a reel. */
sealed interface ReelFact extends Fact {

  String videoId();

  record ReelStarted(String videoId, String pageId, Instant at) implements ReelFact {}

  record ReelBytesArrived(String videoId, long arrived, long size) implements ReelFact {}

  record ReelFinished(String videoId, Reel.Finish finish) implements ReelFact {}
}
