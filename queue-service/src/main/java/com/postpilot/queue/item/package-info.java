/** The content queue: items from product to published post, and who may do what to them when. */
@NullMarked
package com.postpilot.queue.item;

import org.jspecify.annotations.NullMarked;
