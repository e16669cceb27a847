/** How the gateway and the suite behind it are doing. */
@NullMarked
package com.postpilot.gateway.status;

import org.jspecify.annotations.NullMarked;
