package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.graph.GraphError;

/** Facebook's refusals around publishing to Pages. */
enum PageError {
  PHOTO_UNREADABLE(
      100,
      1366046,
      "Invalid parameter",
      "Can't read files",
      "Your photos couldn't be uploaded. Photos should be smaller than 4 MB and saved as JPG or PNG."),
  PHOTO_ALREADY_POSTED(
      100, 1366051, "Invalid parameter", "Already posted", "These photos were already posted."),
  BAD_URL(
      100,
      2061006,
      "Invalid parameter",
      "Bad URL",
      "The URL is not valid, or nothing could be fetched from it."),
  FETCH_TIMED_OUT(
      324,
      2069019,
      "(#324) Missing or invalid image file",
      "Invalid file",
      "The file could not be fetched in time."),
  OWN_LINK(
      100,
      1609008,
      "Invalid parameter",
      "Couldn't post the link",
      "Links to facebook.com cannot be posted.");

  private final int code;
  private final int subcode;
  private final String message;
  private final String userTitle;
  private final String userMessage;

  PageError(int code, int subcode, String message, String userTitle, String userMessage) {
    this.code = code;
    this.subcode = subcode;
    this.message = message;
    this.userTitle = userTitle;
    this.userMessage = userMessage;
  }

  GraphError toGraphError() {
    return GraphError.explained(code, subcode, message, userTitle, userMessage);
  }
}
