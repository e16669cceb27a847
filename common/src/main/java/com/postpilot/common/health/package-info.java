/** How a service says how it is: its version, and whether Kafka answers. */
@NullMarked
package com.postpilot.common.health;

import org.jspecify.annotations.NullMarked;
