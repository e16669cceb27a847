/** Journeys through the gateway, each on a running suite. */
@NullMarked
package com.postpilot.e2e;

import org.jspecify.annotations.NullMarked;
