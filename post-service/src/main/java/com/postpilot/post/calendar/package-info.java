/** Posts by the day on which they go out. */
@NullMarked
package com.postpilot.post.calendar;

import org.jspecify.annotations.NullMarked;
