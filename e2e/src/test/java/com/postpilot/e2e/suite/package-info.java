/** A running PostPilot for tests, in either shape: started, watched, hurt and healed. */
@NullMarked
package com.postpilot.e2e.suite;

import org.jspecify.annotations.NullMarked;
