/** The published feed for people to look at. */
@NullMarked
package com.postpilot.sandbox.feed;

import org.jspecify.annotations.NullMarked;
