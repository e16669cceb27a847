/** The one clock by which the platforms of the sandbox live, and the route that turns it. */
@NullMarked
package com.postpilot.sandbox.clock;

import org.jspecify.annotations.NullMarked;
