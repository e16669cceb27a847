/** What a workspace chose about how it publishes. */
@NullMarked
package com.postpilot.post.settings;

import org.jspecify.annotations.NullMarked;
