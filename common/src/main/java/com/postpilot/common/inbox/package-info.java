/** A consumed event takes effect once. */
@NullMarked
package com.postpilot.common.inbox;

import org.jspecify.annotations.NullMarked;
