/** PostPilot and the sandbox as a client sees them: HTTP and JSON, with a vocabulary for tests. */
@NullMarked
package com.postpilot.e2e.client;

import org.jspecify.annotations.NullMarked;
