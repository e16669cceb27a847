/** How often somebody may try. */
@NullMarked
package com.postpilot.auth.throttle;

import org.jspecify.annotations.NullMarked;
