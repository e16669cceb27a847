package com.postpilot.sandbox.traffic;

/** A platform that the sandbox plays. */
public enum Platform {
  INSTAGRAM,
  FACEBOOK,
  TIKTOK,
  /** Writes captions; nothing is published there. */
  CLAUDE
}
