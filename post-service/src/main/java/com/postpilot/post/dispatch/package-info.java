/** Hands over what is due to the publisher: claimed once, announced until it is answered. */
@NullMarked
package com.postpilot.post.dispatch;

import org.jspecify.annotations.NullMarked;
