/** Writes captions from products: by Claude, or from templates. */
@NullMarked
package com.postpilot.queue.caption;

import org.jspecify.annotations.NullMarked;
