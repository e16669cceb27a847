/** Pictures and videos: fetched from where the client says they are, and kept for the feed. */
@NullMarked
package com.postpilot.sandbox.media;

import org.jspecify.annotations.NullMarked;
