/** Publishing to Pages: photos, posts and reels, and reading back what was published. */
@NullMarked
package com.postpilot.sandbox.facebook.publishing;

import org.jspecify.annotations.NullMarked;
