/** What the platforms take, for clients to count with. */
@NullMarked
package com.postpilot.post.platform;

import org.jspecify.annotations.NullMarked;
