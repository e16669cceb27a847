/** What must hold when processes die, answers lie and requests race. */
@NullMarked
package com.postpilot.e2e.failure;

import org.jspecify.annotations.NullMarked;
