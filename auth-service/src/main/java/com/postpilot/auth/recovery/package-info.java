/** Passwords that are forgotten, chosen anew and changed, and what that does to sessions. */
@NullMarked
package com.postpilot.auth.recovery;

import org.jspecify.annotations.NullMarked;
