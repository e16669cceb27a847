/** What a shop sells, and the picture that is drawn of what has none. */
@NullMarked
package com.postpilot.demo.product;

import org.jspecify.annotations.NullMarked;
