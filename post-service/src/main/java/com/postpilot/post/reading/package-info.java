/** Posts as clients see them: one resource, and the list. */
@NullMarked
package com.postpilot.post.reading;

import org.jspecify.annotations.NullMarked;
