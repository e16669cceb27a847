/** Who agrees to what an item says, and what takes that back. */
@NullMarked
package com.postpilot.queue.approval;

import org.jspecify.annotations.NullMarked;
