/** Has captions written by Claude: one call for all platforms of a product. */
@NullMarked
package com.postpilot.queue.caption.claude;

import org.jspecify.annotations.NullMarked;
