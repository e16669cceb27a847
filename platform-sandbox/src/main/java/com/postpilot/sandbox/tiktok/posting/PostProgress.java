package com.postpilot.sandbox.tiktok.posting;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A post and how far it is. */
final class PostProgress {

  private final Post post;
  private long storedBytes;
  private @Nullable Receipt receipt;
  private boolean cancelled;

  PostProgress(Post post) {
    this.post = post;
  }

  Post post() {
    return post;
  }

  /** Bytes of an upload that are here. */
  long storedBytes() {
    return storedBytes;
  }

  Optional<Receipt> receipt() {
    return Optional.ofNullable(receipt);
  }

  boolean isCancelled() {
    return cancelled;
  }

  void store(long bytes) {
    storedBytes = bytes;
  }

  void receive(Receipt received) {
    receipt = received;
  }

  void cancel() {
    cancelled = true;
  }

  /** A post that nothing was sent for, or that failed, takes up nothing of the creator's day. */
  boolean countsSince(Instant start) {
    return !cancelled
        && receipt != null
        && receipt.failure() == null
        && receipt.receivedAt().isAfter(start);
  }

  PostStatus statusAt(Instant now) {
    if (cancelled) {
      return PostStatus.FAILED;
    }
    if (receipt == null || !receipt.isReadyAt(now)) {
      return post.kind() == Post.Kind.UPLOADED_VIDEO
          ? PostStatus.PROCESSING_UPLOAD
          : PostStatus.PROCESSING_DOWNLOAD;
    }
    return receipt.failure() == null ? PostStatus.PUBLISH_COMPLETE : PostStatus.FAILED;
  }

  /** Why it failed; empty as long as it has not. */
  String failReasonAt(Instant now) {
    if (cancelled) {
      return "publish_cancelled";
    }
    var failure = receipt == null ? null : receipt.failure();
    return failure == null || statusAt(now) != PostStatus.FAILED ? "" : failure;
  }
}
