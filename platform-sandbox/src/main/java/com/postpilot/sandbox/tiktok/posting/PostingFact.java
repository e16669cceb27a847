package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.journal.Fact;

/** What happens to a post before anybody can see it. */
sealed interface PostingFact extends Fact {

  record PostBegun(Post post) implements PostingFact {}

  /**
   * @param bytes how many of the file's are here
   */
  record ChunkStored(String publishId, long bytes) implements PostingFact {}

  record MediaReceived(String publishId, Receipt receipt) implements PostingFact {}

  /** Both at once, where TikTok fetches the media itself. */
  record PostPulled(Post post, Receipt receipt) implements PostingFact {}

  record PostCancelled(String publishId) implements PostingFact {}
}
