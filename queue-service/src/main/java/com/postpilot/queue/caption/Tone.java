package com.postpilot.queue.caption;

/** How a caption sounds. */
public enum Tone {
  FRIENDLY,
  PLAYFUL,
  PROFESSIONAL,
  LUXURY,
  URGENT,
  MINIMAL
}
