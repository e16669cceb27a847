package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.journal.Fact;
import com.postpilot.sandbox.media.MediaFile;
import java.time.Instant;
import java.util.List;

/** The life of photos that were uploaded without a post. */
sealed interface PhotoFact extends Fact {

  record PhotoStaged(String id, String pageId, MediaFile file, Instant expiresAt)
      implements PhotoFact {}

  /** A post took the photos; no other can. */
  record PhotosPosted(List<String> ids) implements PhotoFact {}
}
