/** From a shop's product to an approved post: products, the content queue, captions. */
@NullMarked
package com.postpilot.queue;

import org.jspecify.annotations.NullMarked;
