/** Posts: what is written, when it is due, and what became of it. */
@NullMarked
package com.postpilot.post;

import org.jspecify.annotations.NullMarked;
