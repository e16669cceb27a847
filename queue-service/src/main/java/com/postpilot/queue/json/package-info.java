/** JSON in text columns. */
@NullMarked
package com.postpilot.queue.json;

import org.jspecify.annotations.NullMarked;
