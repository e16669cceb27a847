/** Pictures and videos: taken in, checked, and made into what the platforms take. */
@NullMarked
package com.postpilot.post.media;

import org.jspecify.annotations.NullMarked;
