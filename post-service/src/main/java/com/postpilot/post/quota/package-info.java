/** How many posts a workspace may still make this month. */
@NullMarked
package com.postpilot.post.quota;

import org.jspecify.annotations.NullMarked;
