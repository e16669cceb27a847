/** Calls to platforms: time-outs, a breaker for each, and nothing secret in the log. */
@NullMarked
package com.postpilot.account.remote;

import org.jspecify.annotations.NullMarked;
