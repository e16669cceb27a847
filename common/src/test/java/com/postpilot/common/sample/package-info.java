/** A service with one table and one controller, to try the plumbing on. */
@NullMarked
package com.postpilot.common.sample;

import org.jspecify.annotations.NullMarked;
