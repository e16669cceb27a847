package com.postpilot.queue.caption.template;

/** What a caption is put together from. */
enum Part {
  OPENING,
  /** Sentences of the description. */
  DETAILS,
  /** Sizes and colours, what is left, whose it is. */
  EXTRAS,
  PRICE,
  CALL
}
