/** A shop's products, and every version of what is known of them. */
@NullMarked
package com.postpilot.queue.product;

import org.jspecify.annotations.NullMarked;
