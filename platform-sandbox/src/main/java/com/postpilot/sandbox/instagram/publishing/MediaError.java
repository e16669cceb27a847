package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.graph.GraphError;

/** Instagram's refusals around publishing, as its documentation lists them. */
enum MediaError {
  UNKNOWN_UPLOAD(-1, 2207053, "Fatal", "Upload failed", "Unknown upload error"),
  DOWNLOAD_TIMED_OUT(-2, 2207003, "Timeout", "Timeout", "It takes too long to download the media."),
  CONTAINER_EXPIRED(
      -2,
      2207020,
      "The media you are trying to access has expired",
      "Media expired",
      "Please try to upload again."),
  QUOTA_REACHED(
      9,
      2207042,
      "Application request limit reached",
      "You reached the limit",
      "You reached the maximum number of posts that is allowed to be published by Content Publishing API."),
  MEDIA_NOT_FOUND(
      24,
      2207006,
      "The requested resource does not exist",
      "Media not found",
      "The media you are trying to access cannot be found."),
  COVER_OUTSIDE(
      1,
      2207057,
      "Thumbnail offset is invalid",
      "Thumbnail offset must lie within the video",
      "The thumbnail offset must not be negative nor greater than the video's length."),
  UNKNOWN_MEDIA_TYPE(
      100,
      2207023,
      "Invalid parameter",
      "Unknown media type",
      "The media type is unknown. The sandbox takes images, reels and carousels."),
  CAROUSEL_SIZE(
      100,
      2207028,
      "Invalid parameter",
      "Failed to create carousel",
      "A carousel needs at least 2 and at most 10 photos or videos."),
  TOO_MANY_TAGS(
      100,
      2207040,
      "Invalid parameter",
      "Too many tags",
      "A caption has at most 30 hashtags and 20 mentions."),
  VIDEO_FORMAT(
      352,
      2207026,
      "The video format is not supported.",
      "Unsupported format",
      "The video format is not supported. Please check spec for supported format."),
  FETCH_FAILED(
      9004,
      2207052,
      "Only photo or video can be accepted as media type.",
      "Media download has failed",
      "The media could not be fetched from this URI."),
  NOT_READY(
      9007,
      2207027,
      "Media ID is not available",
      "Media not ready",
      "The media is not ready for publishing, please wait for a moment."),
  IMAGE_TOO_LARGE(
      36000,
      2207004,
      "The image size is too large.",
      "Image too large",
      "The image is too large to download. It should be less than 8 MiB."),
  IMAGE_FORMAT(
      36001,
      2207005,
      "The image format is not supported.",
      "Image format not supported",
      "The image format is not supported. Only JPEG is."),
  ASPECT_RATIO(
      36003,
      2207009,
      "The aspect ratio is not supported.",
      "Invalid aspect ratio",
      "The submitted image's aspect ratio must lie within 4:5 and 1.91:1."),
  CAPTION_TOO_LONG(
      36004,
      2207010,
      "The caption was too long.",
      "Caption too long",
      "The caption has more than 2200 characters.");

  private final int code;
  private final int subcode;
  private final String message;
  private final String userTitle;
  private final String userMessage;

  MediaError(int code, int subcode, String message, String userTitle, String userMessage) {
    this.code = code;
    this.subcode = subcode;
    this.message = message;
    this.userTitle = userTitle;
    this.userMessage = userMessage;
  }

  int subcode() {
    return subcode;
  }

  GraphError toGraphError() {
    return GraphError.explained(code, subcode, message, userTitle, userMessage);
  }
}
