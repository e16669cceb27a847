/** Which path goes to which service, and how a request gets there. */
@NullMarked
package com.postpilot.gateway.routing;

import org.jspecify.annotations.NullMarked;
