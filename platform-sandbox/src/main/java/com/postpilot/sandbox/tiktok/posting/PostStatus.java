package com.postpilot.sandbox.tiktok.posting;

/** The {@code status} of a post on its way. */
enum PostStatus {
  PROCESSING_UPLOAD,
  PROCESSING_DOWNLOAD,
  PUBLISH_COMPLETE,
  FAILED
}
