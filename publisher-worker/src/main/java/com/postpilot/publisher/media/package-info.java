/** Media as platforms get them: URLs to fetch, or bytes. */
@NullMarked
package com.postpilot.publisher.media;

import org.jspecify.annotations.NullMarked;
