/** From what an author means by a time to an instant. */
@NullMarked
package com.postpilot.post.scheduling;

import org.jspecify.annotations.NullMarked;
