/** What every request meets first: tokens, CORS, and refusals as problems. */
@NullMarked
package com.postpilot.gateway.edge;

import org.jspecify.annotations.NullMarked;
