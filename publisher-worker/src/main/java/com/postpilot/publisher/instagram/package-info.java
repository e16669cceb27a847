/** Instagram's content publishing API. */
@NullMarked
package com.postpilot.publisher.instagram;

import org.jspecify.annotations.NullMarked;
