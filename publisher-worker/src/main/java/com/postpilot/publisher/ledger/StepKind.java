package com.postpilot.publisher.ledger;

/** A kind of remote call. A visible one makes the post appear, at once or once it is processed. */
public enum StepKind {
  /** One item of an Instagram carousel. */
  CHILD(false),
  /** What Instagram publishes: an image, a reel, or a carousel of children. */
  CONTAINER(false),
  /** Instagram's {@code media_publish}. */
  PUBLISH(true),
  /** A Facebook photo, staged unpublished. */
  PHOTO(false),
  /** A post on a Facebook Page. */
  FEED(true),
  /** Opens the upload of a Facebook reel; its video id is known from here on. */
  REEL_START(false),
  REEL_UPLOAD(false),
  REEL_FINISH(true),
  /** Opens an upload to TikTok; nothing comes of it before the last byte has arrived. */
  INIT(false),
  /** A part of a video for TikTok that others follow. */
  CHUNK(false),
  /** The part that completes a video, from which TikTok publishes it. */
  LAST_CHUNK(true),
  /** An order to TikTok to fetch media and to publish them. */
  PULL(true);

  private final boolean visible;

  StepKind(boolean visible) {
    this.visible = visible;
  }

  public boolean visible() {
    return visible;
  }
}
