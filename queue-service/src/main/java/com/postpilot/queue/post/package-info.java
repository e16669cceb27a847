/** The posts that items became: post-service, what it is told of them, and what becomes of them. */
@NullMarked
package com.postpilot.queue.post;

import org.jspecify.annotations.NullMarked;
