/** Writes captions from phrases and a product's facts: offline, the same for the same seed. */
@NullMarked
package com.postpilot.queue.caption.template;

import org.jspecify.annotations.NullMarked;
