/** Posts and reels of Facebook Pages. */
@NullMarked
package com.postpilot.publisher.facebook;

import org.jspecify.annotations.NullMarked;
