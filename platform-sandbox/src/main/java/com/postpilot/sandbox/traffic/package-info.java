/** Who asked for what and when, and the sockets that the questions came in on. */
@NullMarked
package com.postpilot.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
