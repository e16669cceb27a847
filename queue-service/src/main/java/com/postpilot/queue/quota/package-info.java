/** How many captions a month a workspace may have written, by its plan. */
@NullMarked
package com.postpilot.queue.quota;

import org.jspecify.annotations.NullMarked;
