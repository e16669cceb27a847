package com.postpilot.sandbox.publication;

import com.postpilot.sandbox.journal.Fact;
import com.postpilot.sandbox.traffic.Platform;
import java.time.Instant;
import java.util.List;

/**
 * Something that followers can see.
 *
 * @param account the platform's id of the account
 * @param remoteId the platform's id of the post
 * @param caption as a follower reads it
 * @param mediaSha256 hashes of the bytes that the platform fetched, in order
 * @param requestedAt when the call that published it arrived
 * @param publishedAt when it became visible to followers
 * @param listedAt when the platform's own API begins to show it
 */
public record Publication(
    Platform platform,
    String account,
    String handle,
    String remoteId,
    String containerId,
    String shortcode,
    String caption,
    int mediaCount,
    List<String> mediaSha256,
    Instant requestedAt,
    Instant publishedAt,
    Instant listedAt)
    implements Fact {

  public boolean isListedAt(Instant now) {
    return !listedAt.isAfter(now);
  }
}
