/** The platforms' quotas and lifetimes, and the route that changes them. */
@NullMarked
package com.postpilot.sandbox.limit;

import org.jspecify.annotations.NullMarked;
