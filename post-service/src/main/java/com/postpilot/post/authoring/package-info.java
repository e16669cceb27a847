/** The post with its targets, and everything that changes it: authors, outcomes, connections. */
@NullMarked
package com.postpilot.post.authoring;

import org.jspecify.annotations.NullMarked;
