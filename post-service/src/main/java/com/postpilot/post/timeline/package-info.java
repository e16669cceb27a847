/** What was decided about a post, and why. */
@NullMarked
package com.postpilot.post.timeline;

import org.jspecify.annotations.NullMarked;
