/** Holds what a caption claims against the facts of its product. */
@NullMarked
package com.postpilot.queue.claim;

import org.jspecify.annotations.NullMarked;
