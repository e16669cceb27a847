package com.postpilot.common.contract;

/** What a media object is. */
public enum MediaKind {
  IMAGE,
  VIDEO
}
