package com.postpilot.sandbox.publication;

import com.postpilot.sandbox.journal.Fact;
import com.postpilot.sandbox.media.MediaFile;
import com.postpilot.sandbox.traffic.Platform;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is out on a platform.
 *
 * @param account the platform's id of the account
 * @param remoteId the platform's id of the post
 * @param sourceId the platform's id of what it was made of: a container, a reel's video, an upload;
 *     null where nothing comes before the post
 * @param path where its permalink leads, from the sandbox's root
 * @param caption as a follower reads it
 * @param link the page that it points to, if any
 * @param audience who may see it; null for everybody
 * @param media what the platform took in, in order
 * @param requestedAt when the call that published it arrived
 * @param publishedAt when it became visible to followers
 * @param listedAt when the platform's own API begins to show it
 */
public record Publication(
    Platform platform,
    String account,
    String handle,
    String remoteId,
    @Nullable String sourceId,
    String path,
    String caption,
    @Nullable String link,
    @Nullable Audience audience,
    int mediaCount,
    List<MediaFile> media,
    Instant requestedAt,
    Instant publishedAt,
    Instant listedAt)
    implements Fact {

  /** Who may see it, of those who are fewer than everybody. */
  public enum Audience {
    FOLLOWERS,
    FRIENDS,
    NOBODY_ELSE
  }

  public boolean isListedAt(Instant now) {
    return !listedAt.isAfter(now);
  }
}
