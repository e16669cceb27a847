/** Publishes what is due, exactly once. */
@NullMarked
package com.postpilot.publisher;

import org.jspecify.annotations.NullMarked;
