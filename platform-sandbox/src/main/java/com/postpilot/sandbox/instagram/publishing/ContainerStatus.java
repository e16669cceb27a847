package com.postpilot.sandbox.instagram.publishing;

/** The {@code status_code} of a container. */
enum ContainerStatus {
  IN_PROGRESS("In Progress: Media is still being processed."),
  FINISHED("Finished: Media has been uploaded and it is ready to be published."),
  PUBLISHED("Published: Media has already been published."),
  ERROR("Error: Media upload has failed with error code %d"),
  EXPIRED("Expired: The container was not published within 24 hours and has expired.");

  private final String text;

  ContainerStatus(String text) {
    this.text = text;
  }

  /** The {@code status}: a sentence, with the subcode of the failure where there is one. */
  String text(Container container) {
    return text.formatted(container.failure());
  }
}
