/** Facts leave a service from a table, in the order in which they became true. */
@NullMarked
package com.postpilot.common.outbox;

import org.jspecify.annotations.NullMarked;
